import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readyLine } from '../../../src-main/hosts/electron/ready-line.ts';
import type * as ElectronStandIn from '../../fixtures/electron-stand-in.ts';

const { argv } = process;
let folder: string;
let written: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinora-main-'));
  written = [];
  // Electron alone has it.
  Object.defineProperty(process, 'resourcesPath', { value: folder, configurable: true });
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
});
afterEach(async () => {
  vi.restoreAllMocks();
  process.argv = argv;
  Reflect.deleteProperty(process, 'resourcesPath');
  await rm(folder, { recursive: true, force: true });
});

interface Start {
  /** What stands on the command line behind the library. */
  readonly words?: readonly string[];
  readonly failure?: Error;
}

/** Runs the main process's entry with an Electron of its own. */
async function runMain({ words = [], failure }: Start = {}): Promise<typeof ElectronStandIn.standIn> {
  vi.resetModules();
  const { standIn } = await import('../../fixtures/electron-stand-in.ts');
  standIn.reset(folder);
  standIn.failure = failure ?? null;
  process.argv = ['/electron', '/app/main.js', '--library', '/films', ...words];
  await import('../../../src-main/hosts/electron/main.ts');
  return standIn;
}

describe('the main process', () => {
  it('opens the window on the library of its command line, and says so to whoever launched it', async () => {
    const standIn = await runMain();
    await vi.waitFor(() => expect(standIn.windows[0]?.shown).toBe(true));
    expect(standIn.children[0]?.args).toEqual(['--library', '/films']);
    expect(written).toContain(`${readyLine}\n`);
  });

  it('names files that lie beside it, and an icon that is there', async () => {
    const standIn = await runMain();
    await vi.waitFor(() => expect(standIn.windows[0]?.shown).toBe(true));
    const shell = join(import.meta.dirname, '../../../src-main/hosts/electron');
    expect(standIn.windows[0]?.options.webPreferences?.['preload']).toBe(join(shell, 'preload.cjs'));
    expect(standIn.children[0]?.path).toBe(join(shell, 'core-process.js'));
    expect((await stat(String(standIn.windows[0]?.options['icon']))).isFile()).toBe(true);
  });

  it('declares its scheme while its module runs, for Electron is ready right after', async () => {
    const standIn = await runMain();
    await vi.waitFor(() => expect(standIn.windows[0]?.shown).toBe(true));
    expect(standIn.order).toContain('schemes');
    expect(standIn.order.indexOf('schemes')).toBeLessThan(standIn.order.indexOf('ready'));
  });

  it('that is started by a link opens at its moment', async () => {
    const standIn = await runMain({ words: ['kinora://moment/m3-10-20'] });
    await vi.waitFor(() =>
      expect(standIn.windows[0]?.webContents.getURL()).toBe('kinora-app://kinora/#/film/3?t=1&end=2'),
    );
  });

  it('that cannot open its window says why and ends with 1', async () => {
    const standIn = await runMain({ failure: new Error('no graphics') });
    await vi.waitFor(() => expect(standIn.exits).toEqual([1]));
    expect(standIn.errorBoxes[0]).toContain('no graphics');
  });
});
