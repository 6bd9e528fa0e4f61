import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildDesktop } from '../../../src-main/hosts/electron/build-desktop.ts';

describe('compiling the desktop shell', () => {
  it('makes what Electron runs, and does nothing while the sources stay the same', async () => {
    const main = await buildDesktop(() => undefined);
    const shell = dirname(main);
    for (const name of ['main.js', 'core-process.js', 'preload.cjs']) {
      expect((await stat(join(shell, name))).isFile()).toBe(true);
    }
    // Electron's own loader of JavaScript finds neither types nor TypeScript's file names.
    expect(await readFile(main, 'utf8')).not.toMatch(/from '.*\.ts'/);
    const { main: entry } = JSON.parse(
      await readFile(join(import.meta.dirname, '../../../package.json'), 'utf8'),
    ) as { main: string };
    expect(main.endsWith(join(...entry.split('/')))).toBe(true);

    const said: string[] = [];
    expect(await buildDesktop((line) => said.push(line))).toBe(main);
    expect(said).toEqual([]);
  });
});
