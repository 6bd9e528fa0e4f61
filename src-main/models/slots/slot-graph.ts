import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LoadedGraph } from '../sessions/loaded-graph.ts';

/** The folder that models without a place in the catalogue are put into, as `<slot>.onnx`. */
export function slotFolder(cacheFolder: string): string {
  return join(cacheFolder, 'models', 'slots');
}

/** The file in a slot; null when there is none, or one of more bytes than the slot takes. */
export async function readSlot(
  cacheFolder: string,
  slot: string,
  mostBytes: number,
): Promise<Uint8Array | null> {
  const bytes = await readFile(join(slotFolder(cacheFolder), `${slot}.onnx`)).catch(() => null);
  return bytes && bytes.byteLength <= mostBytes ? bytes : null;
}

/** A graph that somebody has put into a slot; null when ONNX Runtime refuses it. */
export function loadSlot(bytes: Uint8Array, threads: number): Promise<LoadedGraph | null> {
  return LoadedGraph.open(bytes, { provider: 'cpu', threads, arena: false, quiet: true }).catch(() => null);
}

/** Whether all of some trials of a graph succeed; it is closed when not. */
export async function passes(graph: LoadedGraph, trials: readonly Promise<unknown>[]): Promise<boolean> {
  const outcomes = await Promise.allSettled(trials);
  const passed = outcomes.every(({ status }) => status === 'fulfilled');
  if (!passed) await graph.close();
  return passed;
}
