import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import type { Configuration } from 'app-builder-lib';
import { DebugLogger } from 'builder-util';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { build } from 'vite';
import { readLink, readOpenings } from '../../../src-main/hosts/electron/openings.ts';
import { contextBridge, ipcRenderer, standIn, webUtils } from '../../fixtures/electron-stand-in.ts';

const root = join(import.meta.dirname, '../../..');

describe('electron-builder.yml', () => {
  let config: Configuration;
  beforeAll(async () => {
    config = await getConfig(root, 'electron-builder.yml', null);
  });

  it('is valid by the builder’s own schema', async () => {
    await expect(validateConfiguration(config, new DebugLogger(false))).resolves.toBeUndefined();
  });

  it('would be refused with a misspelled option, so the check above means something', async () => {
    const wrong = { ...config, electronFuse: {} } as Configuration;
    await expect(validateConfiguration(wrong, new DebugLogger(false))).rejects.toThrow('electronFuse');
  });

  it('switches off what would let another program run code in the app', () => {
    expect(config.electronFuses).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      enableCookieEncryption: true,
      grantFileProtocolExtraPrivileges: false,
    });
    expect(config.asar).toBe(true);
  });

  it('lets the app on a Mac write code while it runs, and nothing else', async () => {
    const { entitlements, entitlementsInherit, hardenedRuntime } = config.mac!;
    expect([hardenedRuntime, entitlementsInherit]).toEqual([true, entitlements]);
    const text = await readFile(join(root, entitlements!), 'utf8');
    expect(
      [...text.matchAll(/<key>(.*?)<\/key>\s*<(\w+)\/>/gu)].map(([, key, value]) => [key, value]),
    ).toEqual([['com.apple.security.cs.allow-jit', 'true']]);
  });

  it('knows no address to look for newer versions at', () => {
    expect(config.publish).toBeNull();
  });

  it('unpacks every dependency with native code', () => {
    const { dependencies, optionalDependencies } = createRequire(import.meta.url)(
      '../../../package.json',
    ) as Record<string, Record<string, string>>;
    const native = ['better-sqlite3', 'sqlite-vec', 'onnxruntime-node', 'sharp', 'ffmpeg-static'];
    for (const name of native) {
      expect({ ...dependencies, ...optionalDependencies }).toHaveProperty([name]);
      expect(config.asarUnpack).toContainEqual(expect.stringContaining(`node_modules/${name}`));
    }
  });

  it('has the system give it the links that the app understands, and films to open', () => {
    const [links] = [config.protocols ?? []].flat();
    expect(links?.schemes.map((scheme) => readLink(`${scheme}://search`)?.kind)).toEqual(['place']);

    const endings = [config.fileAssociations ?? []].flat().flatMap(({ ext }) => ext);
    expect(endings).toContain('mp4');
    expect(
      readOpenings(
        endings.map((ending) => `film.${ending}`),
        '/',
      ),
    ).toHaveLength(endings.length);
  });

  it('names an icon large enough for the three systems', async () => {
    const { width, height, format } = await sharp(join(root, String(config.icon))).metadata();
    expect([width, height, format]).toEqual([1024, 1024, 'png']);
  });
});

describe('the built preload script', () => {
  let code: string;
  beforeAll(async () => {
    const output = await build({
      configFile: join(root, 'vite.electron.config.ts'),
      logLevel: 'error',
      build: { write: false },
    });
    const [bundle] = [output].flat();
    if (bundle === undefined || !('output' in bundle)) throw new Error('nothing was built');
    expect(bundle.output).toHaveLength(1);
    expect(bundle.output[0].fileName).toBe('preload.cjs');
    code = bundle.output[0].code;
  });

  it('runs where a sandbox offers electron and nothing else', () => {
    standIn.reset(root);
    const required: string[] = [];
    const require = (name: string): unknown => {
      required.push(name);
      return { contextBridge, ipcRenderer, webUtils };
    };
    runInNewContext(code, { require, Promise, Map, Set });
    expect(new Set(required)).toEqual(new Set(['electron']));
    expect(standIn.exposed.has('kinora')).toBe(true);
  });

  it('is small: the contract’s checks stay on the core’s side', () => {
    expect(code.length).toBeLessThan(15_000);
  });
});
