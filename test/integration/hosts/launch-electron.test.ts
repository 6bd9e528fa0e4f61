import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findElectron, launchElectron, windowHindrance } from '../../../src-main/hosts/electron/launch.ts';
import type { Launch, LaunchOptions } from '../../../src-main/hosts/electron/launch.ts';
import { readyLine } from '../../../src-main/hosts/electron/ready-line.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinora-launch-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Installs a binary as Electron's package does: a program under `dist`, its name in `path.txt`. */
async function install(program: string): Promise<void> {
  await mkdir(join(folder, 'dist'), { recursive: true });
  await writeFile(join(folder, 'dist', 'electron'), `#!${process.execPath}\n${program}`);
  await chmod(join(folder, 'dist', 'electron'), 0o755);
  await writeFile(join(folder, 'path.txt'), 'electron');
}

function launch(options: Partial<LaunchOptions> = {}): Promise<Launch> {
  return launchElectron({
    libraryFolder: '/films',
    electronFolder: folder,
    hindrance: null,
    build: async () => '/app/main.js',
    ...options,
  });
}

const showsWindow = `process.stdout.write(${JSON.stringify(`noise\n${readyLine}\n`)});`;

describe('Electron’s binary', () => {
  it('is found where its package says it lies', async () => {
    expect(findElectron(folder)).toBeNull();
    await install('');
    expect(findElectron(folder)).toBe(join(folder, 'dist', 'electron'));
  });

  it('that the package names but that is not there is not found', async () => {
    await writeFile(join(folder, 'path.txt'), 'electron');
    expect(findElectron(folder)).toBeNull();
  });

  it('is looked for without downloading anything', () => {
    const path = findElectron();
    expect(path === null || path.includes('electron')).toBe(true);
  });
});

describe('a window', () => {
  it('opens on the library, and tells when it was closed', async () => {
    const note = join(folder, 'note.json');
    await install(
      `require('fs').writeFileSync(${JSON.stringify(note)}, JSON.stringify(process.argv.slice(2)));${showsWindow}` +
        'setTimeout(() => {}, 300);',
    );
    const opened = await launch();
    expect(opened.started).toBe(true);
    const { readFile } = await import('node:fs/promises');
    expect(JSON.parse(await readFile(note, 'utf8'))).toEqual(['/app/main.js', '--library', '/films']);
    if (opened.started) await opened.closed;
  });

  it('that does not open because Electron ends is told with its exit code', async () => {
    await install('process.exit(127)');
    expect(await launch()).toEqual({
      started: false,
      why: 'Electron ended before its window opened (exit code 127).',
    });
  });

  it('that does not open in time is given up, and its process with it', async () => {
    await install('setTimeout(() => {}, 60_000)');
    const begun = performance.now();
    expect(await launch({ startSeconds: 0.3 })).toMatchObject({
      started: false,
      why: expect.stringMatching('in time'),
    });
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it('whose program cannot be run is told', async () => {
    await install('');
    await chmod(join(folder, 'dist', 'electron'), 0o644);
    expect(await launch()).toMatchObject({ started: false, why: expect.stringContaining('EACCES') });
  });

  it('whose shell cannot be compiled is told', async () => {
    await install(showsWindow);
    const build = (): Promise<string> => Promise.reject(new Error('building it failed.'));
    expect(await launch({ build })).toMatchObject({
      started: false,
      why: expect.stringContaining('building'),
    });
  });
});

describe('a binary that is missing', () => {
  it('is fetched by the package’s own installer, after saying so', async () => {
    const program = JSON.stringify(`#!${process.execPath}\n${showsWindow}`);
    await writeFile(
      join(folder, 'install.js'),
      `const fs = require('fs');
       fs.mkdirSync(__dirname + '/dist');
       fs.writeFileSync(__dirname + '/dist/electron', ${program}, { mode: 0o755 });
       fs.writeFileSync(__dirname + '/path.txt', 'electron');`,
    );
    const said: string[] = [];
    const opened = await launch({ say: (line) => said.push(line) });
    expect(opened.started).toBe(true);
    expect(said[0]).toContain('Fetching Electron');
    if (opened.started) await opened.closed;
  });

  it('that cannot be fetched ends in one sentence', async () => {
    await writeFile(join(folder, 'install.js'), 'throw new Error("no network")');
    expect(await launch()).toEqual({ started: false, why: 'Electron’s binary could not be fetched.' });
  });

  it('whose fetching hangs is given up', async () => {
    await writeFile(join(folder, 'install.js'), 'setTimeout(() => {}, 60_000)');
    const begun = performance.now();
    expect((await launch({ fetchSeconds: 0.3 })).started).toBe(false);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it('is not fetched where no window could open', async () => {
    await writeFile(
      join(folder, 'install.js'),
      `require('fs').writeFileSync(__dirname + '/path.txt', 'electron')`,
    );
    const why = 'There is no screen here to open a window on.';
    expect(await launch({ hindrance: why })).toEqual({ started: false, why });
    expect(findElectron(folder)).toBeNull();
  });
});

describe('no window opens', () => {
  it.each([
    ['linux', {}, 1000, /screen/],
    ['linux', { DISPLAY: ':0' }, 0, /root/],
  ] as const)('on %s with %j as user %i', (platform, environment, user, why) => {
    expect(windowHindrance(platform, environment, user)).toMatch(why);
  });

  it.each([
    ['linux', { DISPLAY: ':0' }, 1000],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000],
    ['darwin', {}, 0],
    ['win32', {}, undefined],
  ] as const)('for another reason on %s with %j as user %s', (platform, environment, user) => {
    expect(windowHindrance(platform, environment, user)).toBeNull();
  });
});
