import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { catalogModel } from '../../../native-models/catalog.ts';
import type { RgbImage } from '../../../src-main/domain/image.ts';
import { BlazeFaceDetector } from '../../../src-main/models/blazeface-detector.ts';
import { FaceMeshLandmarker } from '../../../src-main/models/facemesh-landmarker.ts';
import { FaceResEmbedder } from '../../../src-main/models/faceres-embedder.ts';
import { OnnxSession } from '../../../src-main/models/onnx-session.ts';
import { medianOf } from '../../../src-main/models/sessions/benchmark.ts';
import {
  LoadedGraph,
  type ModelRunner,
  type Tensors,
} from '../../../src-main/models/sessions/loaded-graph.ts';
import { readStarterModel } from '../../../src-main/models/starter-pack.ts';
import { hasSharedMedia, mediaNames, mediaPath } from '../../integration/models/shared-media.ts';
import type { FigurePrinter } from '../figure.ts';

/** Width of the frames that indexing looks at. */
const frameWidth = 960;
const rounds = 40;

/** Passes runs on and remembers them, so that the same can be run again bare. */
class RememberingRunner implements ModelRunner {
  readonly #graph: LoadedGraph;
  readonly #log: Run[];

  constructor(graph: LoadedGraph, log: Run[]) {
    this.#graph = graph;
    this.#log = log;
  }

  run(inputs: Tensors): Promise<Tensors> {
    this.#log.push({ graph: this.#graph, inputs });
    return this.#graph.run(inputs);
  }

  close(): Promise<void> {
    return this.#graph.close();
  }
}

interface Run {
  readonly graph: LoadedGraph;
  readonly inputs: Tensors;
}

/**
 * What our work before and after the model costs: the time of finding and describing faces, divided by that of the same
 * runs of the bare graph straight after or before, in pairs that take turns at being first.
 */
export async function benchThroughput(figures: FigurePrinter): Promise<void> {
  if (!hasSharedMedia) return;
  const cache = await mkdtemp(join(tmpdir(), 'kinora-throughput-'));
  const log: Run[] = [];
  const open = async (id: string): Promise<OnnxSession> => {
    const model = catalogModel(id);
    const bytes = await readStarterModel(cache, model);
    const graph = await LoadedGraph.open(bytes, { provider: 'cpu', threads: 1, arena: true });
    return new OnnxSession(model, new RememberingRunner(graph, log));
  };
  const sessions = [await open('blazeface'), await open('facemesh'), await open('faceres')] as const;
  try {
    const detector = new BlazeFaceDetector(sessions[0], new FaceMeshLandmarker(sessions[1]));
    const embedder = new FaceResEmbedder(sessions[2]);
    const detecting: number[] = [];
    const describing: number[] = [];
    for (const frame of await frames()) {
      const faces = await detector.detect(frame);
      const face = faces[0];
      for (let round = 0; round < rounds; round++) {
        detecting.push(await ratio(log, round, () => detector.detect(frame)));
        if (face) describing.push(await ratio(log, round, () => embedder.describe(frame, face)));
      }
    }
    const on = `${rounds} pairs on each of ${describing.length / rounds} frames ${frameWidth} wide, 1 thread`;
    figures.print('finding faces / bare session.run', medianOf(detecting), on, '<= 1.15');
    figures.print('describing a face / bare session.run', medianOf(describing), on, '<= 1.15');
  } finally {
    await Promise.all(sessions.map((session) => session.close()));
    await rm(cache, { recursive: true });
  }
}

async function ratio(log: Run[], round: number, work: () => Promise<unknown>): Promise<number> {
  log.length = 0;
  if (round % 2 === 0) {
    const whole = await millisecondsOf(work);
    return whole / (await millisecondsOf(() => runBare([...log])));
  }
  await work();
  const bare = await millisecondsOf(() => runBare([...log]));
  return (await millisecondsOf(work)) / bare;
}

async function runBare(runs: readonly Run[]): Promise<void> {
  for (const { graph, inputs } of runs) await graph.run(inputs);
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Real pictures in the size of the frames that indexing looks at. */
async function frames(): Promise<RgbImage[]> {
  const names = await mediaNames('stills');
  return Promise.all(
    names.map(async (name) => {
      const { data, info } = await sharp(mediaPath(`stills/${name}`))
        .resize({ width: frameWidth })
        .removeAlpha()
        .toColourspace('srgb')
        .raw()
        .toBuffer({ resolveWithObject: true });
      return { width: info.width, height: info.height, data };
    }),
  );
}
