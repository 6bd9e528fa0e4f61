import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { PersonCropEmbedder } from '../../../src-main/models/adapters/person-crop-embedder.ts';
import { floatTensor } from '../../../src-main/models/onnx-session.ts';
import { LoadedGraph } from '../../../src-main/models/sessions/loaded-graph.ts';
import { ModelAppearance } from '../../../src-main/tracking/model-appearance.ts';

/** Colours as models of re-identification expect them: ImageNet's means and deviations. */
const imageNet = {
  order: 'rgb',
  mean: [123.675, 116.28, 103.53],
  deviation: [58.395, 57.12, 57.375],
} as const;

/**
 * A re-identification model in an ONNX file as the tracker's describer: pictures of people `[n, 3, height, width]` in, a
 * vector each out. Throws an Error for a graph of another shape.
 */
export async function personDescriber(path: string): Promise<ModelAppearance> {
  const graph = await LoadedGraph.open(await readFile(path), { provider: 'cpu', threads: 2, arena: true });
  const [input] = graph.inputs;
  const [people, channels, height, width] = input?.shape ?? [];
  if (!input || channels !== 3 || typeof height !== 'number' || typeof width !== 'number') {
    throw new Error(`${basename(path)} does not take pictures of people as [n, 3, height, width].`);
  }
  const batch = typeof people === 'number' ? people : 1;
  const shape = [batch, channels, height, width];
  const blank = floatTensor(new Float32Array(batch * channels * height * width), shape);
  const [output] = Object.values(await graph.run({ [input.name]: blank }));
  if (!output) throw new Error(`${basename(path)} gives nothing out.`);
  const description = {
    id: basename(path, '.onnx'),
    adapter: 'person-crop' as const,
    file: basename(path),
    input: { name: input.name, ...imageNet, width, height, fit: 'stretch' as const },
    dimension: output.size / batch,
    batch,
  };
  return new ModelAppearance(new PersonCropEmbedder(description, graph));
}
