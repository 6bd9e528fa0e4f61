import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { OutputOf } from '../../../src-main/api/contract.ts';
import { runDesktopApp } from '../../../src-main/hosts/electron/desktop-app.ts';
import { Opener, type OpenerCore } from '../../../src-main/hosts/electron/opener.ts';
import { readLink, readOpenings, type Opening } from '../../../src-main/hosts/electron/openings.ts';
import { loadShellSettings } from '../../../src-main/hosts/electron/shell-settings.ts';
import { momentLink } from '../../../src-renderer/rules/moment-link.ts';
import { parseRoute } from '../../../src-renderer/rules/routes.ts';
import { runCoreIn } from '../../fixtures/core-in-child.ts';
import { app, standIn } from '../../fixtures/electron-stand-in.ts';
import { HostCore } from '../../fixtures/host-core.ts';
import { noUpdates } from '../../fixtures/stand-in-updater.ts';

describe('a link of the app', () => {
  it('leads to the moment that the page wrote it for', () => {
    const link = momentLink({ videoId: 12, start: 34.5, end: 38.9 }, 'kinora-app://kinora/#/film/12');
    expect(readLink(link)).toEqual({ kind: 'place', hash: '#/film/12?t=34.5&end=38.9' });
  });

  it('leads to a search and to a screen', () => {
    expect(readLink('kinora://search?q=%40Ada%20mug')).toEqual({
      kind: 'place',
      hash: '#/search?q=%40Ada+mug',
    });
    expect(readLink('kinora://search')).toEqual({ kind: 'place', hash: '#/search' });
    expect(readLink('kinora://people/')).toEqual({ kind: 'place', hash: '#/people' });
  });

  it.each([
    'https://evil.example/',
    'file:///etc/passwd',
    'kinora://moment/../../etc',
    'kinora://moment/m1-20-10',
    'kinora://people/1/remove',
    'kinora://unknown',
    'javascript:alert(1)',
    `kinora://search?q=${'x'.repeat(3000)}`,
    'kinora',
    '',
  ])('is nothing else: %s', (link) => {
    expect(readLink(link)).toBeNull();
  });

  it('is never more than one of the page’s own places', () => {
    const hosts = fc.oneof(fc.constantFrom('moment', 'search', 'library', 'talk'), fc.string());
    fc.assert(
      fc.property(hosts, fc.string(), (host, rest) => {
        for (const link of [`kinora://${host}/${rest}`, `kinora://${host}?q=${rest}`, rest]) {
          const opening = readLink(link);
          if (opening?.kind === 'place') expect(parseRoute(opening.hash).name).not.toBe('unknown');
        }
      }),
    );
  });
});

describe('a command line', () => {
  it('opens links and films, and passes over the program, switches and other files', () => {
    const line = ['/opt/kinora', '--library', '/lib', 'Kinora.mkv', 'notes.txt', 'kinora://activity'];
    expect(readOpenings(line, '/films')).toEqual([
      { kind: 'file', path: '/films/Kinora.mkv' },
      { kind: 'place', hash: '#/activity' },
    ]);
  });
});

describe('a film that is opened', () => {
  let videos: { id: number; path: string }[];
  let shown: string[];
  let listener: (changed: { what: 'videos' }) => void;
  let indexed: PromiseWithResolvers<unknown>;

  beforeEach(() => {
    videos = [{ id: 7, path: '/films/Known.mp4' }];
    shown = [];
    indexed = Promise.withResolvers();
  });

  const open = (path: string): Promise<void> => {
    const core = {
      call: (method: string) => (method === 'library.videos' ? Promise.resolve({ videos }) : indexed.promise),
      on: (_: string, listen: typeof listener) => {
        listener = listen;
        return () => undefined;
      },
    };
    return new Opener(core as unknown as OpenerCore, (hash) => shown.push(hash)).open({ kind: 'file', path });
  };

  it('is shown when the library has it', async () => {
    await open('/films/Known.mp4');
    expect(shown).toEqual(['#/film/7']);
  });

  it('is indexed when it is new, and shown as soon as it is there', async () => {
    const opened = open('/films/New.mp4');
    await vi.waitFor(() => expect(shown).toEqual(['#/library']));
    videos.push({ id: 8, path: '/films/New.mp4' });
    listener({ what: 'videos' });
    await opened;
    expect(shown).toEqual(['#/library', '#/film/8']);
  });

  it('leads to what went wrong when it cannot be indexed', async () => {
    indexed.reject(new Error('gone'));
    await open('/films/Gone.mp4');
    expect(shown).toEqual(['#/library', '#/activity']);
  });
});

describe('the app', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kinora-desktop-'));
    await mkdir(join(folder, 'renderer'));
    await writeFile(join(folder, 'renderer', 'index.html'), '<title>Kinora</title>');
    standIn.reset(folder);
  });
  afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  const run = (openings: readonly Opening[] = []): Promise<void> =>
    runDesktopApp({
      libraryFolder: '/films',
      openings,
      rendererFolder: join(folder, 'renderer'),
      preload: '/app/preload.cjs',
      corePath: '/app/core-process.js',
      icon: '/app/kinora.png',
      updates: noUpdates,
      onShown: () => undefined,
    });
  const address = (): string | undefined => standIn.windows[0]?.webContents.getURL();
  const settings = () => loadShellSettings(join(app.getPath('userData'), 'shell.json'));

  it('begins where its command line says', async () => {
    await run([{ kind: 'place', hash: '#/activity' }]);
    await vi.waitFor(() => expect(address()).toBe('kinora-app://kinora/#/activity'));
  });

  it('goes where a link of the system or of a second start says', async () => {
    await run();
    let prevented = 0;
    app.emit('open-url', { preventDefault: () => prevented++ }, 'kinora://moment/m3-10-20');
    await vi.waitFor(() => expect(address()).toBe('kinora-app://kinora/#/film/3?t=1&end=2'));
    expect(prevented).toBe(1);
    app.emit('second-instance', {}, ['kinora', 'kinora://people'], '/');
    await vi.waitFor(() => expect(address()).toBe('kinora-app://kinora/#/people'));
  });

  it('shows the film that a Mac asks for, also while it is still starting', async () => {
    const core = await HostCore.create();
    onTestFinished(() => {
      standIn.children[0]?.end(0);
      return core.close();
    });
    const videos = [
      { id: 7, path: '/films/First.mp4' },
      { id: 8, path: '/films/Second.mp4' },
    ];
    core.handlers['library.videos'] = async () => ({ videos }) as OutputOf<'library.videos'>;
    let prevented = 0;
    const openFile = (path: string) => app.emit('open-file', { preventDefault: () => prevented++ }, path);
    const started = run();
    openFile('/films/First.mp4');
    await started;
    runCoreIn(
      standIn.children[0]!,
      async () => core,
      () => undefined,
    );
    await vi.waitFor(() => expect(address()).toBe('kinora-app://kinora/#/film/7'));
    openFile('/films/Second.mp4');
    await vi.waitFor(() => expect(address()).toBe('kinora-app://kinora/#/film/8'));
    expect(prevented).toBe(2);
  });

  it('stays where it is when a link is not understood', async () => {
    await run();
    app.emit('second-instance', {}, ['kinora', 'kinora://unknown'], '/');
    await new Promise(setImmediate);
    expect(address()).toBe('kinora-app://kinora/');
  });

  it('asks for links only when it is installed', async () => {
    await run();
    expect(standIn.linkSchemes).toEqual(['kinora']);
    standIn.reset(folder);
    app.isPackaged = false;
    await run();
    expect(standIn.linkSchemes).toEqual([]);
  });

  it('stays in the tray once that is chosen, also after another start', async () => {
    await run();
    await mkdir(app.getPath('userData'), { recursive: true });
    app.emit('window-all-closed');
    expect([standIn.quits, standIn.trays.length]).toEqual([1, 0]);

    chooseTray(true);
    expect(standIn.trays).toHaveLength(1);
    app.emit('window-all-closed');
    expect(standIn.quits).toBe(1);
    await vi.waitFor(async () => expect(await settings()).toMatchObject({ keepInTray: true }));

    standIn.reset(folder);
    await run();
    expect(standIn.trays).toHaveLength(1);
    chooseTray(false);
    expect(standIn.trays).toEqual([]);
  });
});

/** Ticks or unticks the entry of the menu as the person does. */
function chooseTray(checked: boolean): void {
  const menu = standIn.menus.at(-1) as {
    submenu?: { type?: string; click?: (item: { checked: boolean }) => void }[];
  }[];
  const entry = menu.flatMap(({ submenu }) => submenu ?? []).find(({ type }) => type === 'checkbox');
  entry?.click?.({ checked });
}
