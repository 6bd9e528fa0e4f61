import { FuzzThread } from './fuzz-thread.ts';

/** An input that takes more processor time than this hangs a film's turn. */
export const mostSeconds = 1;
/** What reading may hold besides what the readers take at rest. */
export const mostMegabytes = 200;

/** What a while of throwing inputs at a target has come to. */
export interface Found {
  readonly inputs: number;
  readonly crashes: number;
  readonly hangs: number;
  /** Processor seconds of the slowest input that was read to its end. */
  readonly slowest: number;
  readonly megabytes: number;
}

export const nothingFound: Found = { inputs: 0, crashes: 0, hangs: 0, slowest: 0, megabytes: 0 };

/**
 * Throws made-up inputs at a target for some seconds, one a seed from `first` on. The seed of a bad one is written to
 * stderr, so that it can be thrown again.
 */
export async function fuzzFor(target: string, seconds: number, first: number): Promise<Found> {
  const until = performance.now() + seconds * 1000;
  const found = { ...nothingFound };
  const tell = (seed: number, wrong: string): void => console.error(`${target}, seed ${seed}: ${wrong}`);
  let thread = new FuzzThread(target, mostMegabytes);
  for (let seed = first; performance.now() < until; seed++) {
    found.inputs++;
    const answer = await thread.throw(seed);
    if ('gone' in answer) {
      found[answer.gone === 'hang' ? 'hangs' : 'crashes']++;
      tell(seed, answer.gone);
      await thread.end();
      thread = new FuzzThread(target, mostMegabytes);
      continue;
    }
    if (answer.error !== null) {
      found.crashes++;
      tell(seed, `(${answer.what}) ${answer.error}`);
    }
    if (answer.seconds > mostSeconds) {
      found.hangs++;
      tell(seed, `(${answer.what}) ${answer.seconds.toFixed(2)} s`);
    }
    found.slowest = Math.max(found.slowest, answer.seconds);
    found.megabytes = Math.max(found.megabytes, answer.megabytes);
  }
  await thread.end();
  return found;
}

/** What several targets have come to together. */
export function together(all: readonly Found[]): Found {
  return all.reduce(
    (a, b) => ({
      inputs: a.inputs + b.inputs,
      crashes: a.crashes + b.crashes,
      hangs: a.hangs + b.hangs,
      slowest: Math.max(a.slowest, b.slowest),
      megabytes: Math.max(a.megabytes, b.megabytes),
    }),
    nothingFound,
  );
}
