import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder `assets/demo`, found upwards from this file so that the sources and the built program share it. */
export function demoAssetsFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, 'assets', 'demo');
    if (existsSync(join(candidate, 'lines.json'))) return candidate;
    if (dirname(folder) === folder)
      throw new Error('The folder assets/demo is missing from this installation.');
  }
}
