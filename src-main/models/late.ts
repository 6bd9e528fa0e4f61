/** Something that takes long to open and much memory, opened when it is first wanted. */
export class Late<T extends { close(): Promise<void> }> {
  readonly #open: () => Promise<T>;
  #opening: Promise<T> | null = null;

  constructor(open: () => Promise<T>) {
    this.#open = open;
  }

  /** Throws what opening throws; the next call tries again. */
  opened(): Promise<T> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = null;
      throw error;
    });
    return this.#opening;
  }

  /** Closes what was opened; it is opened anew when it is wanted again. */
  async close(): Promise<void> {
    const opened = await this.#opening?.catch(() => null);
    this.#opening = null;
    await opened?.close();
  }
}
