import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '../../..');
const named = readFileSync(join(root, 'THIRD_PARTY.md'), 'utf8');
const names = z.record(z.string(), z.string());
const { dependencies, optionalDependencies, devDependencies } = z
  .object({ dependencies: names, optionalDependencies: names, devDependencies: names })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

test('every package that the running program loads is named with its licence', () => {
  const missing = Object.keys({ ...dependencies, ...optionalDependencies }).filter(
    (name) => !named.includes(`\`${name}\``),
  );
  expect(missing).toEqual([]);
});

test('no package is named that is no longer used', () => {
  const used = { ...dependencies, ...optionalDependencies, ...devDependencies };
  const rows = [...named.matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1]!);
  expect(rows.filter((name) => !(name in used))).toEqual([]);
});
