import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { readHistory, worseThanRecord, type Better, type HistoryEntry } from './history.ts';

/** One measured number. */
export interface Figure {
  readonly bench: string;
  readonly figure: string;
  readonly value: number;
  /** What the figure is measured on. */
  readonly on: string;
  /** The bound it must keep, for example `>= 0.95`; left out when it is only reported. */
  readonly must?: string;
  /** The 95 % interval, of a figure that was measured on a sample. */
  readonly interval?: [low: number, high: number];
}

export function isKept({ value, must }: Figure): boolean {
  if (!must) return true;
  const [relation, bound] = must.split(' ') as [string, string];
  return relation === '>=' ? value >= Number(bound) : value <= Number(bound);
}

const historyFile = new URL('./history.jsonl', import.meta.url);

/** Prints figures as JSON lines and, when `record` is set, keeps them by commit. */
export class FigurePrinter {
  readonly #bench: string;
  readonly #record: boolean;
  #broken = 0;
  #history: readonly HistoryEntry[] | null = null;

  constructor(bench: string, record: boolean) {
    this.#bench = bench;
    this.#record = record;
  }

  get broken(): number {
    return this.#broken;
  }

  /** Prints a figure. It is broken when it misses its bound, or is worse than the interval of the record before it. */
  print(
    figure: string,
    value: number,
    on: string,
    must?: string,
    interval?: readonly [number, number],
    better: Better = 'higher',
  ): void {
    const rounded = Number(value.toPrecision(4));
    const entry: Figure = {
      ...{ bench: this.#bench, figure, value: rounded, on },
      ...(must ? { must } : {}),
      ...(interval ? { interval: [interval[0], interval[1]] } : {}),
    };
    const record = interval ? worseThanRecord((this.#history ??= readHistory()), entry, better) : null;
    const kept = isKept(entry);
    if (!kept || record) this.#broken++;
    const fall = record ? { worseThan: record.interval, of: record.commit } : {};
    console.log(JSON.stringify({ ...entry, ...(must ? { kept } : {}), ...fall }));
    if (this.#record) {
      const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
      appendFileSync(historyFile, `${JSON.stringify({ commit, ...entry })}\n`);
    }
  }
}
