import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const names = z.record(z.string(), z.string()).default({});
const lockfile = z
  .object({
    packages: z.record(
      z.string(),
      z.looseObject({ dependencies: names, optionalDependencies: names, gypfile: z.boolean().optional() }),
    ),
  })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../../package-lock.json'), 'utf8')));

/** Where npm would find a package for one that lies at `place`: beside it, or beside one of those it lies in. */
function isInstalled(name: string, place: string): boolean {
  for (let folder = place; ; folder = folder.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    if (`${folder ? `${folder}/` : ''}node_modules/${name}` in lockfile.packages) return true;
    if (folder === '') return false;
  }
}

test('the lockfile holds every package that another names, for every platform, or npm ci refuses it', () => {
  const missing = Object.entries(lockfile.packages).flatMap(
    ([place, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies })
        .filter((name) => !isInstalled(name, place))
        .map((name) => `${name} for ${place}`),
  );
  expect(missing).toEqual([]);
});

test('the lockfile names no registry, so that it installs from any', () => {
  const hosts = Object.values(lockfile.packages).filter((entry) => 'resolved' in entry);
  expect(hosts).toEqual([]);
});

test('the npm that comes with Node 20 is told not to build better-sqlite3, which brings its binaries', () => {
  // npm before 11 reads this from the lockfile alone, and without it calls for Python and a C++ compiler.
  // "npm install" leaves the line out: put it back after the package's opening brace.
  expect(lockfile.packages['node_modules/better-sqlite3']?.gypfile).toBe(false);
});
