/**
 * Passes on at most one value per `milliseconds`; of those that come faster the last is passed on when the time is over,
 * so that nobody is left with an old one.
 */
export class Throttle<T> {
  readonly #pass: (value: T) => void;
  readonly #milliseconds: number;
  #timer: NodeJS.Timeout | null = null;
  #waiting: { value: T } | null = null;

  constructor(pass: (value: T) => void, milliseconds: number) {
    this.#pass = pass;
    this.#milliseconds = milliseconds;
  }

  push(value: T): void {
    if (this.#timer) this.#waiting = { value };
    else this.#passNow(value);
  }

  /** Passes on what waits, at once. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting) this.#pass(waiting.value);
  }

  #passNow(value: T): void {
    this.#timer = setTimeout(() => {
      this.#timer = null;
      const waiting = this.#waiting;
      this.#waiting = null;
      if (waiting) this.#passNow(waiting.value);
    }, this.#milliseconds);
    this.#timer.unref();
    this.#pass(value);
  }
}
