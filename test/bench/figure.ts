import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';

/** One measured number. */
export interface Figure {
  readonly bench: string;
  readonly figure: string;
  readonly value: number;
  /** What the figure is measured on. */
  readonly on: string;
  /** The bound it must keep, for example `>= 0.95`; left out when it is only reported. */
  readonly must?: string;
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

  constructor(bench: string, record: boolean) {
    this.#bench = bench;
    this.#record = record;
  }

  get broken(): number {
    return this.#broken;
  }

  print(figure: string, value: number, on: string, must?: string): void {
    const rounded = Number(value.toPrecision(4));
    const entry: Figure = { bench: this.#bench, figure, value: rounded, on, ...(must ? { must } : {}) };
    const kept = isKept(entry);
    if (!kept) this.#broken++;
    console.log(JSON.stringify({ ...entry, ...(must ? { kept } : {}) }));
    if (this.#record) {
      const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
      appendFileSync(historyFile, `${JSON.stringify({ commit, ...entry })}\n`);
    }
  }
}
