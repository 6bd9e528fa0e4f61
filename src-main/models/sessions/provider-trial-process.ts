import { OnnxGraphWriter } from '../../../native-models/onnx/onnx-graph-writer.ts';
import { agreeingDifference, differenceOf } from './agreement.ts';
import { LoadedGraph, runtimeBuild, type Tensors } from './loaded-graph.ts';
import { messageOf } from './provider-trial.ts';
import { trialInputs } from './trial-inputs.ts';

// The process in which one execution provider is tried: its name in, one line of JSON out.

/** A convolution, an activation and a product of matrices: what every model is made of. */
function tinyGraph(): Uint8Array {
  const graph = new OnnxGraphWriter('trial');
  graph.addInput('x', 'float32', [1, 3, 8, 8]);
  const kernel = graph.addConstant(ramp(4 * 3 * 3 * 3), [4, 3, 3, 3], 'kernel');
  const weights = graph.addConstant(ramp(36 * 5), [36, 5], 'weights');
  const rows = graph.addConstant(BigInt64Array.of(4n, 36n), [2], 'rows');
  const convolved = graph.addNode('Relu', [graph.addNode('Conv', ['x', kernel])]);
  graph.addNode('MatMul', [graph.addNode('Reshape', [convolved, rows]), weights], {}, 'y');
  graph.addOutput('y', 'float32', [4, 5]);
  return graph.toBytes();
}

const ramp = (count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, at) => ((at * 7) % 11) / 11 - 0.4);

async function answerOf(provider: string): Promise<Tensors> {
  const graph = await LoadedGraph.open(tinyGraph(), { provider, threads: 1, arena: false });
  try {
    const inputs = trialInputs(graph.inputs, 1);
    if (!inputs) throw new Error('The trial graph has inputs of an unknown type.');
    return await graph.run(inputs);
  } finally {
    await graph.close();
  }
}

async function verdict(provider: string): Promise<{ works: boolean; problem?: string }> {
  const build = runtimeBuild();
  if (!build.providers.includes(provider)) {
    return { works: false, problem: `This build of ONNX Runtime ${build.version} has no such provider.` };
  }
  try {
    const difference = differenceOf(await answerOf('cpu'), await answerOf(provider));
    if (difference <= agreeingDifference) return { works: true };
    return { works: false, problem: 'Its answer to a small sum differs from the processor’s.' };
  } catch (error) {
    return { works: false, problem: messageOf(error) };
  }
}

process.stdout.write(`${JSON.stringify(await verdict(process.argv[2] ?? ''))}\n`);
