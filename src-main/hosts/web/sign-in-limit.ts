const mostWrong = 10;
const windowMs = 60_000;

/**
 * Answers a flood of wrong one-time tokens with how long to wait. Only wrong tokens are asked about here: everybody
 * comes from the loopback address, so that a limit on right ones, too, would let any program lock the owner out, and
 * 256 random bits are not guessed at any speed.
 */
export class SignInLimit {
  readonly #now: () => number;
  #wrong: readonly number[] = [];

  /** @param now milliseconds of a clock that nobody sets back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /**
   * Counts a wrong token.
   *
   * @returns 0, or after ten within a minute the whole seconds until the next one counts; those that come meanwhile
   *   are not counted, so that asking again makes the wait no longer
   */
  wrongToken(): number {
    const now = this.#now();
    this.#wrong = this.#wrong.filter((time) => now - time < windowMs);
    const [oldest] = this.#wrong;
    if (oldest !== undefined && this.#wrong.length >= mostWrong) {
      return Math.ceil((oldest + windowMs - now) / 1000);
    }
    this.#wrong = [...this.#wrong, now];
    return 0;
  }
}
