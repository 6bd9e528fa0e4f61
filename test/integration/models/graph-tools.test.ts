import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ort from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { modelsOf } from '../../../native-models/catalog.ts';
import { makeModel } from '../../../native-models/make-model.ts';
import { problemsOf } from '../../../native-models/onnx/check-model.ts';
import { renameValue } from '../../../native-models/onnx/edit-model.ts';
import type { OnnxModel } from '../../../native-models/onnx/onnx-model.ts';
import { elementType } from '../../../native-models/onnx/onnx-schema.ts';
import { pruneModel } from '../../../native-models/onnx/prune-model.ts';
import { readModel } from '../../../native-models/onnx/read-model.ts';
import { writeModel } from '../../../native-models/onnx/write-model.ts';

const folder = fileURLToPath(new URL('../../../../shared/models', import.meta.url));
if (!existsSync(folder))
  process.stderr.write('Skipped: graph tools on models that are not beside this checkout.\n');

const files = existsSync(folder) ? (await readdir(folder)).filter((name) => name.endsWith('.onnx')) : [];
type Sizes = readonly (number | string)[];
interface Source {
  readonly name: string;
  readonly load: () => Promise<Uint8Array>;
  /** Sizes of the inputs, where they are known. */
  readonly sizes: Readonly<Record<string, Sizes>>;
}
const sources: readonly Source[] = [
  ...modelsOf('starter').map((model) => ({
    name: model.id,
    load: () => makeModel(model),
    sizes: Object.fromEntries(model.inputs.map(({ name, shape }) => [name, shape])),
  })),
  ...files.map((name) => ({ name, load: () => readFile(join(folder, name)), sizes: {} })),
];

/** Inputs that fit a model, the same values on every run; open sizes are 1 for the first two axes and 96 for the others. */
function inputsOf({ graph }: OnnxModel, known: Source['sizes'] = {}): Record<string, ort.Tensor> {
  const constants = new Set(graph.initializer.map(({ name }) => name));
  const inputs = graph.input.filter(({ name }) => !constants.has(name));
  return Object.fromEntries(
    inputs.map(({ name, type }) => {
      const dims = type?.tensorType?.shape?.dim ?? [];
      const told: Sizes = known[name] ?? dims.map(({ dimValue = 0n }) => Number(dimValue) || 'open');
      const sizes = told.map((size, axis) => (typeof size === 'number' ? size : axis < 2 ? 1 : 96));
      const length = sizes.reduce((product, size) => product * size, 1);
      const tensor =
        type?.tensorType?.elemType === elementType.int64
          ? new ort.Tensor('int64', new BigInt64Array(length).fill(16_000n), sizes)
          : new ort.Tensor(
              'float32',
              Float32Array.from({ length }, (_, at) => Math.sin(at)),
              sizes,
            );
      return [name, tensor];
    }),
  );
}

/** The SHA-256 of each output, since some have a million values. */
async function run(model: Uint8Array, inputs: Record<string, ort.Tensor>): Promise<Record<string, string>> {
  const session = await ort.InferenceSession.create(model, { logSeverityLevel: 3, intraOpNumThreads: 1 });
  const used = Object.fromEntries(session.inputNames.map((name) => [name, inputs[name]!]));
  const outputs = await session.run(used);
  await session.release();
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { data }]) => [name, hashOf(data as Float32Array)]),
  );
}

function hashOf({ buffer, byteOffset, byteLength }: Float32Array): string {
  return createHash('sha256')
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest('hex');
}

describe('a real model', () => {
  for (const { name, load, sizes } of sources) {
    it(`${name}: has no problems and answers the same, to the bit, after reading and writing`, async () => {
      const bytes = await load();
      const model = readModel(bytes);
      expect(problemsOf(model)).toEqual([]);
      const inputs = inputsOf(model, sizes);
      expect(await run(writeModel(model), inputs)).toEqual(await run(bytes, inputs));
    });
  }

  it('answers the same when it is pruned to one of its outputs, under another name', async () => {
    const bytes = await makeModel(modelsOf('starter').find(({ id }) => id === 'faceres')!);
    const model = readModel(bytes);
    const inputs = inputsOf(model);
    const output = 'gender_pred/Sigmoid';
    const pruned = renameValue(pruneModel(model, [output]), output, 'sex');
    expect(problemsOf(pruned)).toEqual([]);
    expect(pruned.graph.node.length).toBeLessThan(model.graph.node.length);
    const answer = await run(writeModel(pruned), inputs);
    expect(Object.keys(answer)).toEqual(['sex']);
    expect(answer['sex']).toEqual((await run(bytes, inputs))[output]);
  });

  it('gives what lies between when it is pruned to that, though the file does not tell its type', async () => {
    const model = readModel(await makeModel(modelsOf('starter').find(({ id }) => id === 'emotion')!));
    const between = model.graph.node[Math.floor(model.graph.node.length / 2)]!.output[0]!;
    const pruned = pruneModel(model, [between]);
    expect(Object.keys(await run(writeModel(pruned), inputsOf(pruned)))).toEqual([between]);
  });
});
