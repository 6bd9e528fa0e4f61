import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';
import { seededRandom } from '../../../../src-main/domain/random.ts';
import { importModels } from '../../../../src-main/models/manager/import-models.ts';
import { InstalledModels } from '../../../../src-main/models/manager/installed-models.ts';
import { downloadModel, graphBytes, knownFile } from '../../../fixtures/download-model.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { mangledBytes } from '../mangle-bytes.ts';

const random = seededRandom(1);
const graph = graphBytes(2000, (size) =>
  Buffer.from(Array.from({ length: size }, () => random.whole(0, 255))),
);
const config = Buffer.from('{"size": 1}');
const nowhere = 'https://127.0.0.1:1';
const models = [
  downloadModel('noise', [
    knownFile('onnx/model.onnx', `${nowhere}/model.onnx`, graph),
    { path: 'config.json', role: 'config', address: `${nowhere}/config.json` },
  ]),
  downloadModel('plain', [
    { path: 'telling_name.onnx', role: 'graph', address: `${nowhere}/telling_name.onnx` },
  ]),
];
const mostBytes = 300_000;

/** The import of models from a .zip: its table of contents, what is unpacked, and the look at that. */
export async function loadArchive(): Promise<FuzzTarget> {
  const seeds = [
    await zipOf({ 'pack/noise/onnx/model.onnx': graph, 'pack/noise/config.json': config }, true),
    await zipOf({ 'plain/telling_name.onnx': graph, 'readme.txt': Buffer.from('hello') }, false),
  ];
  const home = await mkdtemp(join(tmpdir(), 'kinora-fuzz-'));
  const path = join(home, 'pack.zip');
  return {
    make: (random) => {
      const seed = random.whole(0, seeds.length - 1);
      writeFileSync(path, mangledBytes(random, seeds[seed]!, seeds, mostBytes));
      return { what: `seed archive ${seed}`, read: () => complaintOf(home, path) };
    },
    end: () => rm(home, { recursive: true, force: true }),
  };
}

async function complaintOf(home: string, path: string): Promise<string | null> {
  const cache = join(home, 'cache');
  mkdirSync(cache, { recursive: true });
  try {
    await importModels(path, models, new InstalledModels(cache), new AbortController().signal);
  } finally {
    await rm(cache, { recursive: true, force: true });
  }
  const beside = readdirSync(home).filter((name) => name !== basename(path));
  return beside.length === 0 ? null : `${beside.join(', ')} was written outside of the folder of models`;
}

async function zipOf(files: Readonly<Record<string, Uint8Array>>, compress: boolean): Promise<Uint8Array> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(files))
    zip.addBuffer(Buffer.from(content), name, { compress, mtime: new Date(0) });
  zip.end();
  return buffer(zip.outputStream);
}
