import fc from 'fast-check';
import { problemsOf } from '../../../../native-models/onnx/check-model.ts';
import { GraphError } from '../../../../native-models/onnx/onnx-model.ts';
import { NotOnnxError, readOnnxOutline } from '../../../../native-models/onnx/onnx-outline.ts';
import { readModel } from '../../../../native-models/onnx/read-model.ts';
import { writeModel } from '../../../../native-models/onnx/write-model.ts';
import { anyModel, soundModel } from '../../../unit/native-models/graph-samples.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { mangledBytes } from '../mangle-bytes.ts';

const sampled = { seed: 1, numRuns: 30 };
const seeds = [...fc.sample(soundModel, sampled), ...fc.sample(anyModel, sampled)].map((model) =>
  writeModel(model),
);
const mostBytes = 1_000_000;
/** Bytes: so that what is within the readers' own limit is within the bench's too. */
const mostMemory = 100e6;

/** The readers of model files: the look along one, the whole of one, and the check of what it says. */
export const onnx: FuzzTarget = {
  foreseen: [GraphError, NotOnnxError],
  make: (random) => {
    const bytes = mangledBytes(random, random.pick(seeds), seeds, mostBytes);
    const isWhole = random.chance(0.7);
    return {
      what: isWhole ? 'whole' : 'outline',
      read: () => (isWhole ? readWhole(bytes) : readAlong(bytes)),
    };
  },
};

function readWhole(bytes: Uint8Array): null {
  problemsOf(readModel(bytes, { bytes: mostBytes, memory: mostMemory }));
  return null;
}

async function readAlong(bytes: Uint8Array): Promise<string | null> {
  const read = async (at: number, length: number) => bytes.subarray(at, at + length);
  const { nodes, outputs } = await readOnnxOutline(read, bytes.length);
  return nodes > 0 && outputs.length > 0 ? null : 'a graph of nothing';
}
