import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LoadedGraph } from '../sessions/loaded-graph.ts';

/** The folder that models without a place in the catalogue are put into, as `<slot>.onnx`. */
export function slotFolder(cacheFolder: string): string {
  return join(cacheFolder, 'models', 'slots');
}

export interface SlotGraph {
  readonly bytes: Uint8Array;
  readonly graph: LoadedGraph;
}

export interface SlotGraphOptions {
  /** A larger file is something else. */
  readonly mostBytes: number;
  readonly threads: number;
}

/** The graph in a slot; null when there is none, or one that is too large or that ONNX Runtime refuses. */
export async function openSlotGraph(
  cacheFolder: string,
  slot: string,
  { mostBytes, threads }: SlotGraphOptions,
): Promise<SlotGraph | null> {
  const bytes = await readFile(join(slotFolder(cacheFolder), `${slot}.onnx`)).catch(() => null);
  if (!bytes || bytes.byteLength > mostBytes) return null;
  const options = { provider: 'cpu', threads, arena: false, quiet: true };
  const graph = await LoadedGraph.open(bytes, options).catch(() => null);
  return graph && { bytes, graph };
}

/** Whether all of some trials of a graph succeed; it is closed when not. */
export async function passes(graph: LoadedGraph, trials: readonly Promise<unknown>[]): Promise<boolean> {
  const outcomes = await Promise.allSettled(trials);
  const passed = outcomes.every(({ status }) => status === 'fulfilled');
  if (!passed) await graph.close();
  return passed;
}
