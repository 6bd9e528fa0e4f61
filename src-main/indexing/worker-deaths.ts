const windowMs = 60_000;
const mostDeaths = 5;
const firstDelayMs = 250;

/** Decides when a worker that died is started again. */
export class WorkerDeaths {
  #deaths: number[] = [];

  /** Milliseconds to wait before the next start, longer with each death; null after five within a minute. */
  delayAfterDeath(nowMs: number): number | null {
    this.#deaths = [...this.#deaths.filter((death) => nowMs - death < windowMs), nowMs];
    const count = this.#deaths.length;
    return count >= mostDeaths ? null : firstDelayMs * 2 ** (count - 1);
  }
}
