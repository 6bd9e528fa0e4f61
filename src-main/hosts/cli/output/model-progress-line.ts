import type { ModelProgress } from '../../../api/contract.ts';
import { printable } from './printable.ts';

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** How an installation goes, on one line: `sface-2021dec · 12.0 of 38.7 MB · 31 %`. */
export function modelProgressLine({ id, state, arrivedBytes, totalBytes, problem }: ModelProgress): string {
  if (problem) return `${id} · ${printable(problem.sentence)}`;
  if (state !== 'fetching') return `${id} · ${state}`;
  if (totalBytes === null) return `${id} · ${megabytes(arrivedBytes)} MB`;
  const share = Math.floor((100 * arrivedBytes) / totalBytes);
  return `${id} · ${megabytes(arrivedBytes)} of ${megabytes(totalBytes)} MB · ${share} %`;
}
