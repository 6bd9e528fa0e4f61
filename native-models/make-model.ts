import { convertGraph } from './convert/convert-graph.ts';
import { readSourceFiles } from './model-source.ts';
import { parseGraphModel } from './tensorflow/graph-model.ts';
import type { CatalogModel } from './catalog.ts';

/**
 * Makes a catalogued model from its verified source files and returns the bytes of its ONNX file. The same sources
 * always give the same bytes. Blocks the thread for up to half a second while it converts.
 */
export async function makeModel(model: CatalogModel): Promise<Uint8Array> {
  const [first, ...rest] = await readSourceFiles(model);
  if (!first) throw new Error(`The model ${model.id} has no source files.`);
  if (model.source.kind === 'onnx') return first;
  const json: unknown = JSON.parse(new TextDecoder().decode(first));
  const outputs = model.outputs.map(({ name }) => name);
  return convertGraph(parseGraphModel(json, Buffer.concat(rest)), model.id, outputs);
}
