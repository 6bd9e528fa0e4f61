/** How far each visited screen was scrolled, by its entry in the history; the oldest are forgotten. */
export class ScrollMemory {
  readonly #positions = new Map<string, number>();

  keep(entry: string, position: number): void {
    this.#positions.delete(entry);
    this.#positions.set(entry, position);
    const [oldest] = this.#positions.keys();
    if (this.#positions.size > 200 && oldest !== undefined) this.#positions.delete(oldest);
  }

  /** 0 for a screen never seen. */
  of(entry: string): number {
    return this.#positions.get(entry) ?? 0;
  }
}
