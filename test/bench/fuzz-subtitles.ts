import { Worker } from 'node:worker_threads';
import type { FigurePrinter } from './figure.ts';
import type { FuzzAnswer } from './fuzz-subtitles-worker.ts';

const usualSeconds = 300;
/** A text that takes longer than this hangs a film's turn. */
const mostSeconds = 1;
/** After this long a text is given up and the thread ended. */
const patienceMs = 20_000;
const mostMegabytes = 200;

/**
 * npm run bench -- fuzz-subtitles [seconds] [first seed]
 * Throws mangled subtitle files at every reader in a thread of bounded memory and counts crashes and hangs; the number
 * of a bad text is written to stderr, so that it can be thrown again.
 */
export async function benchFuzzSubtitles(
  figures: FigurePrinter,
  [seconds = String(usualSeconds), first = '1']: readonly string[],
): Promise<void> {
  const until = performance.now() + Number(seconds) * 1000;
  const found = { texts: 0, crashes: 0, hangs: 0, slowest: 0, megabytes: 0 };
  let thread = new FuzzThread();
  for (let seed = Number(first); performance.now() < until; seed++) {
    found.texts++;
    const answer = await thread.throw(seed);
    if ('gone' in answer) {
      found[answer.gone === 'hang' ? 'hangs' : 'crashes']++;
      console.error(`seed ${seed}: ${answer.gone}`);
      await thread.end();
      thread = new FuzzThread();
      continue;
    }
    if (answer.error !== null) {
      found.crashes++;
      console.error(`seed ${seed} (${answer.what}): ${answer.error}`);
    }
    if (answer.seconds > mostSeconds) {
      found.hangs++;
      console.error(`seed ${seed} (${answer.what}): ${answer.seconds.toFixed(2)} s`);
    }
    found.slowest = Math.max(found.slowest, answer.seconds);
    found.megabytes = Math.max(found.megabytes, answer.megabytes);
  }
  await thread.end();
  const on = `${found.texts} mangled texts`;
  figures.print('crashes', found.crashes, on, '<= 0');
  figures.print('hangs over 1 s', found.hangs, on, '<= 0');
  figures.print('slowest text, processor seconds', found.slowest, on, `<= ${mostSeconds}`);
  figures.print('heap, MB', found.megabytes, on, `<= ${mostMegabytes}`);
}

class FuzzThread {
  readonly #worker = new Worker(new URL('./fuzz-subtitles-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
  });
  #settle: (answer: FuzzAnswer | { gone: string }) => void = () => {};

  constructor() {
    this.#worker.on('message', (answer: FuzzAnswer) => this.#settle(answer));
    this.#worker.on('error', (error) => this.#settle({ gone: String(error) }));
  }

  /** Reads the text that a seed stands for; tells when the thread did not survive it. */
  async throw(seed: number): Promise<FuzzAnswer | { gone: string }> {
    const answer = new Promise<FuzzAnswer | { gone: string }>((resolve) => (this.#settle = resolve));
    const timer = setTimeout(() => this.#settle({ gone: 'hang' }), patienceMs);
    this.#worker.postMessage(seed);
    return answer.finally(() => clearTimeout(timer));
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
