import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import yazl from 'yazl';
import type { DownloadModel } from '../../../native-models/downloads.ts';
import { ModelManager } from '../../../src-main/models/manager/model-manager.ts';
import { downloadModel, graphBytes, knownFile, sha256Of } from '../../fixtures/download-model.ts';
import { ModelServer } from '../../fixtures/model-server.ts';

const graph = graphBytes(120_000);
const config = new TextEncoder().encode('{"size": 1}');
const nowhere = 'http://127.0.0.1:1';
const model = downloadModel('noise', [
  knownFile('onnx/model.onnx', `${nowhere}/model.onnx`, graph),
  { path: 'config.json', role: 'config', address: `${nowhere}/config.json` },
]);
const plain = downloadModel('plain', [knownFile('telling_name.onnx', `${nowhere}/telling_name.onnx`, graph)]);

let home: string;
let stick: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'kinora-import-'));
  stick = join(home, 'stick');
  await mkdir(stick);
});

afterEach(() => rm(home, { recursive: true, force: true }));

const managerOf = (...models: DownloadModel[]): ModelManager =>
  new ModelManager(join(home, 'cache'), { models });

async function put(path: string, content: Uint8Array): Promise<void> {
  await mkdir(dirname(join(stick, path)), { recursive: true });
  await writeFile(join(stick, path), content);
}

async function zipOf(files: Record<string, Uint8Array>): Promise<string> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const path = join(stick, 'pack.zip');
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
}

describe('importing models', () => {
  it('knows a model in a folder by its content, whatever its file is called', async () => {
    await put('downloads/what-was-it-again', graph);
    const manager = managerOf(plain);
    expect((await manager.import(stick)).imported).toEqual(['plain']);
    expect((await manager.verify('plain')).whole).toEqual(['plain']);
  });

  it('takes files without a known hash from beside one that is known, and notes the hashes seen', async () => {
    await put('copy of export/onnx/model.onnx', graph);
    await put('copy of export/config.json', config);
    await put('another/config.json', new TextEncoder().encode('{"size": 2}'));
    const manager = managerOf(model);
    expect((await manager.import(stick)).imported).toEqual(['noise']);
    const receipt = await manager.installed.receipt(model);
    expect(receipt?.files[1]).toMatchObject({ sha256: sha256Of(config), known: false });
  });

  it('takes what another Kinora installed', async () => {
    await put('installed/noise/onnx/model.onnx', graph);
    await put('installed/noise/config.json', config);
    expect((await managerOf(model).import(stick)).imported).toEqual(['noise']);
  });

  it('takes models out of a .zip', async () => {
    const path = await zipOf({ 'pack/noise/onnx/model.onnx': graph, 'pack/noise/config.json': config });
    expect((await managerOf(model).import(path)).imported).toEqual(['noise']);
    await rm(path);
  });

  it('keeps what is there of a model, so that only the rest has to be fetched', async () => {
    const server = await ModelServer.start({ '/config.json': { content: config } });
    try {
      const rest = structuredClone(model);
      rest.files[1]!.address = server.address('/config.json');
      await put('onnx/model.onnx', graph);
      const manager = managerOf(rest);
      expect(await manager.import(stick)).toMatchObject({
        imported: [],
        incomplete: [{ id: 'noise', missing: ['config.json'] }],
      });
      expect((await manager.install('noise')).installed).toEqual(['noise']);
      expect(server.requests).toBe(1);
    } finally {
      await server.close();
    }
  });

  it('refuses half a file and a changed one, and says which', async () => {
    await put('telling_name.onnx', graph.subarray(0, 1000));
    const half = await managerOf(plain).import(stick);
    expect(half.problems[0]?.sentence).toContain(
      `telling_name.onnx has 1000 bytes, and the catalogue says ${graph.length}`,
    );
    const changed = Uint8Array.from(graph);
    changed[changed.length - 40]! ^= 1;
    await put('plain/telling_name.onnx', changed);
    const manager = managerOf(plain);
    expect((await manager.import(stick)).imported).toEqual([]);
    expect(await manager.installed.receipt(plain)).toBeNull();
  });

  it('tells of a .zip whose content is damaged, and takes the model from a whole copy', async () => {
    const path = await zipOf({ 'plain/telling_name.onnx': graph, 'readme.txt': config });
    const bytes = await readFile(path);
    // The middle of the first member's packed bytes.
    bytes.fill(0xff, 20_000, 20_400);
    await writeFile(path, bytes);
    const unknown = downloadModel('plain', [
      { path: 'telling_name.onnx', role: 'graph', address: `${nowhere}/telling_name.onnx` },
    ]);
    const damaged = await managerOf(unknown).import(path);
    expect(damaged).toMatchObject({ imported: [], problems: [{ code: 'bad-input' }] });
    expect(damaged.problems[0]!.sentence).toContain('“pack.zip” cannot be unpacked: it is damaged');
    expect(await readdir(managerOf(unknown).installed.stagingOf('plain'))).toEqual([]);
    await put('zz/plain/telling_name.onnx', graph);
    expect((await managerOf(unknown).import(stick)).imported).toEqual(['plain']);
  });

  it('takes models that lie beside a .zip which cannot be opened, and tells of it', async () => {
    await put('aa.zip', new TextEncoder().encode('no archive'));
    await put('plain/telling_name.onnx', graph);
    const { imported, problems } = await managerOf(plain).import(stick);
    expect(imported).toEqual(['plain']);
    expect(problems.map(({ sentence }) => sentence)).toEqual([
      '“aa.zip” cannot be unpacked: it is no whole .zip.',
    ]);
  });

  it('refuses a .zip that leads out of its folder, and writes nothing', async () => {
    const path = await zipOf({ 'aaaaaaaaa/telling_name.onnx': graph });
    const bytes = await readFile(path);
    // The names in the headers are changed to one of the same length that climbs up.
    const climbing = Buffer.from(
      bytes.toString('latin1').replaceAll('aaaaaaaaa/', '../../../x/'.slice(0, 10)),
      'latin1',
    );
    await writeFile(path, climbing);
    await expect(managerOf(plain).import(path)).rejects.toThrow('holds files that lead out of its folder');
    expect(await readdir(home)).toEqual(['stick']);
  });

  it('refuses a .zip that unpacks to a thousand times its size', async () => {
    const path = await zipOf({ 'plain/telling_name.onnx': new Uint8Array(60e6) });
    await expect(managerOf(plain).import(path)).rejects.toThrow('unpacks to far more than it should');
  });

  it('tells what is no .zip, an empty folder, and a path that is not there', async () => {
    await writeFile(join(home, 'film.mkv'), 'no archive');
    await expect(managerOf(plain).import(join(home, 'film.mkv'))).rejects.toThrow('it is no whole .zip');
    await expect(managerOf(plain).import(stick)).rejects.toThrow('no model of the catalogue');
    await expect(managerOf(plain).import(join(home, 'gone'))).rejects.toThrow('There is nothing at');
  });
});

describe('a model that comes inside a .zip', () => {
  it('is taken out of it, and the .zip is fetched once for two models', async () => {
    const second = graphBytes(50_000);
    const path = await zipOf({ 'buffalo/first.onnx': graph, 'buffalo/second.onnx': second });
    const content = await readFile(path);
    const server = await ModelServer.start({ '/buffalo.zip': { content } });
    try {
      const archive = {
        address: server.address('/buffalo.zip'),
        bytes: content.length,
        sha256: sha256Of(content),
      };
      const member = (name: string, bytes: Uint8Array) =>
        downloadModel(name, [
          {
            path: `${name}.onnx`,
            role: 'graph',
            archive,
            member: `${name}.onnx`,
            bytes: bytes.length,
            sha256: sha256Of(bytes),
          },
        ]);
      const manager = managerOf(member('first', graph), member('second', second));
      expect((await manager.install('full')).installed).toEqual(['first', 'second']);
      expect(server.requests).toBe(1);
      expect(await readFile(join(manager.installed.folderOf('second'), 'second.onnx'))).toEqual(
        Buffer.from(second),
      );
    } finally {
      await server.close();
    }
  });
});
