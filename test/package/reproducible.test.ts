import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);

/**
 * The SHA-256 of every file under a folder, by its path, but of maps, which name the folder of the sources and stay at home,
 * and of notes that tools leave for themselves.
 */
async function hashesUnder(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !/^\.|\.map$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name));
  const hashes = await Promise.all(
    files.map(async (file): Promise<[string, string]> => {
      const hash = createHash('sha256').update(await readFile(file));
      return [file.slice(folder.length + 1).replaceAll(sep, '/'), hash.digest('hex')];
    }),
  );
  return Object.fromEntries(hashes.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

test('the same sources, built again in another folder, give the same files to the last byte', async () => {
  const again = await mkdtemp(join(tmpdir(), 'kinora-again-'));
  try {
    const [main, renderer] = [join(again, 'main'), join(again, 'renderer')];
    const shell = join(main, 'src-main/hosts/electron');
    const env = { ...process.env, NODE_ENV: 'production' };
    const tool = (...words: string[]) => run(process.execPath, words, { cwd: root, env });
    await tool('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', main);
    await tool('node_modules/vite/bin/vite.js', 'build', '--outDir', renderer, '--emptyOutDir');
    await tool(
      'node_modules/vite/bin/vite.js',
      'build',
      '--config',
      'vite.electron.config.ts',
      '--outDir',
      shell,
    );
    const hashes = await hashesUnder(renderer);
    expect(Object.keys(hashes).length).toBeGreaterThan(3);
    expect(hashes).toEqual(await hashesUnder(join(root, 'dist/renderer')));
    expect(await hashesUnder(main)).toEqual(await hashesUnder(join(root, 'dist/main')));
  } finally {
    await rm(again, { recursive: true, force: true });
  }
});
