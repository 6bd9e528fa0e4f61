import { floatsOf, floatTensor } from '../onnx-session.ts';
import type { ModelRunner } from '../sessions/loaded-graph.ts';
import { loadSlot, readSlot } from './slot-graph.ts';
import { slotContracts, type SlotContract, type SlotName } from './slot-contracts.ts';

/** Rows of numbers; judged by a head, or null where its answer cannot be used and the rule must do. */
export type JudgeRows = (rows: readonly (readonly number[])[]) => Promise<number[][] | null>;

/** Larger graphs are no heads, and would hold up the thread that answers. */
const mostBytes = 20_000_000;
/** Rows that are judged at once at most. */
const mostRows = 1000;

/**
 * The head that is installed in a slot; null when there is none, or when its graph does not fit the slot's contract: it is
 * tried on one row and on two first.
 */
export async function openHead(cacheFolder: string, slot: SlotName): Promise<JudgeRows | null> {
  const bytes = await readSlot(cacheFolder, slot, mostBytes);
  return bytes && headOf(bytes, slotContracts[slot]);
}

/** A head over the bytes of its graph; null when they do not fit the contract. */
export async function headOf(bytes: Uint8Array, contract: SlotContract): Promise<JudgeRows | null> {
  const graph = await loadSlot(bytes, 1);
  if (!graph) return null;
  const judge: JudgeRows = (rows) => judged(graph, contract, rows);
  const blank = contract.takes.map(() => 0);
  const fits = (await judge([blank])) !== null && (await judge([blank, blank])) !== null;
  if (fits) return judge;
  await graph.close();
  return null;
}

async function judged(
  graph: ModelRunner,
  { takes, gives }: SlotContract,
  rows: readonly (readonly number[])[],
): Promise<number[][] | null> {
  if (rows.length === 0 || rows.length > mostRows) return null;
  try {
    const shape = [rows.length, takes.length];
    const outputs = await graph.run({ rows: floatTensor(Float32Array.from(rows.flat()), shape) });
    const values = floatsOf(outputs, 'judged');
    if (values.length !== rows.length * gives.length) return null;
    if (!values.every((value) => value >= 0 && value <= 1)) return null;
    return rows.map((_, row) => [...values.subarray(row * gives.length, (row + 1) * gives.length)]);
  } catch {
    // A graph that wants other inputs, or fails on these.
    return null;
  }
}
