import type { TokenEncoder } from './families/token-encoder.ts';

/** A text tower for learned words, opened when somebody wants it: it takes as much memory again as the model's own. */
export class TokenSource {
  readonly #open: () => Promise<TokenEncoder>;
  #opening: Promise<TokenEncoder> | null = null;

  constructor(open: () => Promise<TokenEncoder>) {
    this.#open = open;
  }

  /** Throws what opening throws; the next call tries again. */
  tokens(): Promise<TokenEncoder> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = null;
      throw error;
    });
    return this.#opening;
  }

  async close(): Promise<void> {
    const opened = await this.#opening?.catch(() => null);
    this.#opening = null;
    await opened?.close();
  }
}
