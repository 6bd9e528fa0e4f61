import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noticesOf } from './licences/notices.ts';
import { shippedPackages } from './licences/shipped-packages.ts';

// The last step of `npm run build`: the licences that electron-builder puts into the package.
const root = join(import.meta.dirname, '..');
mkdirSync(join(root, 'dist'), { recursive: true });
writeFileSync(join(root, 'dist', 'THIRD-PARTY-LICENCES.txt'), noticesOf(root, shippedPackages(root)));
