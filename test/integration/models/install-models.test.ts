import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DownloadModel } from '../../../native-models/downloads.ts';
import { ModelManager, type ModelProgress } from '../../../src-main/models/manager/model-manager.ts';
import { downloadModel, graphBytes, knownFile, sha256Of } from '../../fixtures/download-model.ts';
import { ModelServer, type ServedFile } from '../../fixtures/model-server.ts';

const graph = graphBytes(200_000);
const html = new TextEncoder().encode('<!DOCTYPE html><html><body>Please sign in</body></html>');

let cache: string;
let servers: ModelServer[];

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'kinora-models-'));
  servers = [];
});

afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await rm(cache, { recursive: true, force: true });
});

async function serve(file: ServedFile, more: Record<string, ServedFile> = {}): Promise<ModelServer> {
  const server = await ModelServer.start({ '/model.onnx': file, ...more });
  servers.push(server);
  return server;
}

function managerOf(
  models: readonly DownloadModel[],
  onProgress?: (progress: ModelProgress) => void,
): ModelManager {
  return new ModelManager(cache, { models, firstDelay: 1, ...(onProgress ? { onProgress } : {}) });
}

const entry = (server: ModelServer, content: Uint8Array): DownloadModel =>
  downloadModel('noise', [knownFile('model.onnx', server.address('/model.onnx'), content)]);

/** The problem with which installing the one model ends. */
async function problemOfInstalling(model: DownloadModel) {
  const manager = managerOf([model]);
  const { installed, failed } = await manager.install(model.id);
  expect(installed).toEqual([]);
  expect(await manager.installed.receipt(model)).toBeNull();
  return failed[0]!.problem;
}

describe('installing a model', () => {
  it('gets the right bytes through twenty lost connections, and asks for no byte more than twice', async () => {
    const large = graphBytes(5_000_000);
    const server = await serve({ content: large, drops: 20, dropAfter: 220_000 });
    const told: ModelProgress[] = [];
    const model = entry(server, large);
    const manager = managerOf([model], (progress) => told.push(progress));
    expect(await manager.install('noise')).toEqual({ installed: ['noise'], failed: [] });
    const found = await readFile(join(manager.installed.folderOf('noise'), 'model.onnx'));
    expect(sha256Of(found)).toBe(sha256Of(large));
    expect(server.requests).toBe(21);
    expect(server.timesSent('/model.onnx')).toBeLessThanOrEqual(2);
    expect(told[0]).toMatchObject({ state: 'waiting', arrivedBytes: 0 });
    expect(told.at(-1)).toMatchObject({ state: 'done', arrivedBytes: large.length });
    const arrived = told.map(({ arrivedBytes }) => arrivedBytes);
    expect(arrived).toEqual(arrived.toSorted((a, b) => a - b));
  });

  it('goes on after a restart of the program where it was stopped', async () => {
    const large = graphBytes(3_000_000);
    const server = await serve({ content: large });
    const model = entry(server, large);
    const first = managerOf([model], ({ arrivedBytes }) => {
      if (arrivedBytes > 1_000_000) first.cancel('noise');
    });
    const stopped = await first.install('noise');
    expect(stopped.failed[0]?.problem.code).toBe('cancelled');
    const kept = await first.installed.arrived(model);
    expect(kept).toBeGreaterThan(1_000_000);
    expect(kept).toBeLessThan(large.length);

    const again: ModelProgress[] = [];
    const second = managerOf([model], (progress) => again.push(progress));
    expect((await second.install('noise')).installed).toEqual(['noise']);
    expect(again[0]?.arrivedBytes).toBe(kept);
    expect(server.timesSent('/model.onnx')).toBeLessThanOrEqual(2);
    expect((await second.verify('noise')).whole).toEqual(['noise']);
  });

  it('mends a part that a crash damaged by fetching it once more', async () => {
    const server = await serve({ content: graph });
    const model = entry(server, graph);
    const first = managerOf([model], ({ arrivedBytes }) => {
      if (arrivedBytes > 1000) first.cancel();
    });
    await first.install('noise');
    const part = join(first.installed.stagingOf('noise'), 'model.onnx.part');
    const { size } = await stat(part);
    await truncate(part, size - 500);
    await writeFile(part, Buffer.alloc(500), { flag: 'a' });
    expect((await managerOf([model]).install('noise')).installed).toEqual(['noise']);
  });

  it('begins anew where the server gives no ranges, or has another version now', async () => {
    const server = await serve({ content: graph, ignoresRanges: true, drops: 2, dropAfter: 70_000 });
    expect((await managerOf([entry(server, graph)]).install('noise')).installed).toEqual(['noise']);
  });

  it('refuses a model whose hash is another, and keeps nothing of it', async () => {
    const other = Uint8Array.from(graph);
    other[other.length - 40]! ^= 1;
    const server = await serve({ content: other });
    const model = entry(server, graph);
    expect((await problemOfInstalling(model)).sentence).toContain('its SHA-256 is another');
    expect(await managerOf([model]).installed.arrived(model)).toBe(0);
  });

  it('refuses a web page, a message, and a pointer in place of a model', async () => {
    const served = async (text: string, contentType: string) => {
      const content = new TextEncoder().encode(text);
      return problemOfInstalling(entry(await serve({ content, contentType }), graph));
    };
    const page = await served('<html><body>Sign in</body></html>', 'text/html; charset=utf-8');
    const disguised = await served(new TextDecoder().decode(html), 'application/octet-stream');
    const message = await served('{"error":"gone"}', 'application/json');
    const pointer = await served('version https://git-lfs.github.com/spec/v1\noid sha256:00', 'text/plain');
    expect(page.sentence).toContain('a web page in place of the model');
    expect(disguised.sentence).toContain('a web page in place of the model');
    expect(message.sentence).toContain('a message of the server');
    expect(pointer.sentence).toContain('a pointer to a file kept elsewhere');
  });

  it('refuses half a file, and one whose structure is broken though nobody knew its hash', async () => {
    const half = graph.subarray(0, graph.length / 2);
    const server = await serve({ content: half });
    expect((await problemOfInstalling(entry(server, graph))).sentence).toContain(
      `has ${half.length} bytes, and the catalogue says ${graph.length}`,
    );
    const unknown = downloadModel('noise', [
      { path: 'model.onnx', role: 'graph', address: server.address('/model.onnx') },
    ]);
    expect((await problemOfInstalling(unknown)).sentence).toContain('no whole model of the ONNX format');
  });

  it.each([
    [404, 'not-found', 'does not have the file (404)'],
    [403, 'network', 'does not give it to everybody (403)'],
    [503, 'network', 'answered with an error (503)'],
  ])('tells in one sentence that the server answers %i', async (status, code, words) => {
    const problem = await problemOfInstalling(entry(await serve({ content: graph, status }), graph));
    expect(problem).toMatchObject({ code, sentence: expect.stringContaining(words) });
    expect(problem.remedy).toMatch(/import/);
  });

  it('tells that there is no network, and how to carry the model on a stick', async () => {
    const port = await closedPort();
    const file = knownFile('model.onnx', `http://127.0.0.1:${port}/model.onnx`, graph);
    const problem = await problemOfInstalling(downloadModel('noise', [file]));
    expect(problem.sentence).toBe(
      `Model noise could not be fetched: 127.0.0.1:${port} cannot be reached from this machine.`,
    );
    expect(problem.remedy).toContain('kinora models import');
  });

  it('tells that the disk is too small before it fetches anything', async () => {
    const server = await serve({ content: graph });
    const huge = { ...knownFile('model.onnx', server.address('/model.onnx'), graph), bytes: 9e15 };
    const problem = await problemOfInstalling(downloadModel('noise', [huge]));
    expect(problem.code).toBe('disk-full');
    expect(problem.sentence).toMatch(/^The disk with .* is full\.$/);
    expect(server.requests).toBe(0);
  });

  it('follows a redirect and gives up on one without end', async () => {
    const server = await serve(
      { content: graph, redirect: '/real.onnx' },
      { '/real.onnx': { content: graph }, '/loop': { content: graph, redirect: '/loop' } },
    );
    expect((await managerOf([entry(server, graph)]).install('noise')).installed).toEqual(['noise']);
    const looping = downloadModel('loop', [knownFile('model.onnx', server.address('/loop'), graph)]);
    expect((await problemOfInstalling(looping)).sentence).toContain('from address to address without end');
  });

  it('keeps the hash that it saw where nobody had published one, and knows a later change by it', async () => {
    const config = new TextEncoder().encode('{"size": 1}');
    const server = await serve({ content: graph }, { '/config.json': { content: config } });
    const model = downloadModel('noise', [
      knownFile('model.onnx', server.address('/model.onnx'), graph),
      { path: 'config.json', role: 'config', address: server.address('/config.json') },
    ]);
    const manager = managerOf([model]);
    await manager.install('noise');
    const receipt = await manager.installed.receipt(model);
    expect(receipt?.files).toEqual([
      { path: 'model.onnx', bytes: graph.length, sha256: sha256Of(graph), known: true },
      { path: 'config.json', bytes: config.length, sha256: sha256Of(config), known: false },
    ]);
    await writeFile(join(manager.installed.folderOf('noise'), 'config.json'), '{"size": 2}');
    expect(await manager.verify(null)).toEqual({ whole: [], broken: ['noise'] });
    expect(await manager.installed.receipt(model)).toBeNull();
  });

  it('installs the other models of a pack when one fails', async () => {
    const server = await serve({ content: graph });
    const good = downloadModel('good', [knownFile('good.onnx', server.address('/model.onnx'), graph)]);
    const gone = downloadModel('gone', [knownFile('gone.onnx', server.address('/gone'), graph)]);
    const outcome = await managerOf([gone, good]).install('full');
    expect(outcome.installed).toEqual(['good']);
    expect(outcome.failed.map(({ id }) => id)).toEqual(['gone']);
  });

  it('removes what it installed, but nothing of the starter pack, and knows no invented names', async () => {
    const server = await serve({ content: graph });
    const model = entry(server, graph);
    const manager = managerOf([model]);
    await manager.install('noise');
    expect(await manager.remove('noise')).toBe(true);
    expect(await manager.remove('noise')).toBe(false);
    await expect(manager.remove('faceres')).rejects.toThrow('starter pack');
    await expect(manager.install('no-such-model')).rejects.toThrow('no model and no pack');
  });
});

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return address !== null && typeof address === 'object' ? address.port : 1;
}
