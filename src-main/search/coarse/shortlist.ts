/** How many more than are kept at last are gathered before the worst are dropped. */
const slack = 4;

/** The best of very many frames by what is estimated of them: films and frames by their numbers, films ascending. */
export class Shortlist {
  readonly #most: number;
  readonly #films: Uint32Array;
  readonly #frames: Uint32Array;
  readonly #estimates: Float32Array;
  #count = 0;
  #least = -Infinity;

  /** @param most so many are kept */
  constructor(most: number) {
    this.#most = most;
    this.#films = new Uint32Array(slack * most);
    this.#frames = new Uint32Array(slack * most);
    this.#estimates = new Float32Array(slack * most);
  }

  /** What a frame must exceed to be kept, as far as was looked. */
  get least(): number {
    return this.#least;
  }

  /** The cosine that no frame which was dropped exceeds, as far as estimates tell. */
  get beyond(): number {
    this.#keepBest();
    return Math.max(-1, this.#least);
  }

  add(film: number, frame: number, estimate: number): void {
    if (this.#count === this.#films.length) this.#keepBest();
    this.#films[this.#count] = film;
    this.#frames[this.#count] = frame;
    this.#estimates[this.#count] = estimate;
    this.#count++;
  }

  /** The frames that are kept, by their films. */
  byFilm(): Map<number, number[]> {
    this.#keepBest();
    const byFilm = new Map<number, number[]>();
    for (let at = 0; at < this.#count; at++) {
      const frames = byFilm.get(this.#films[at]!);
      if (frames) frames.push(this.#frames[at]!);
      else byFilm.set(this.#films[at]!, [this.#frames[at]!]);
    }
    return byFilm;
  }

  #keepBest(): void {
    if (this.#count <= this.#most) return;
    this.#least = this.#estimates.slice(0, this.#count).sort().at(-this.#most)!;
    let kept = 0;
    for (let at = 0; at < this.#count && kept < this.#most; at++) {
      if (this.#estimates[at]! < this.#least) continue;
      this.#films[kept] = this.#films[at]!;
      this.#frames[kept] = this.#frames[at]!;
      this.#estimates[kept] = this.#estimates[at]!;
      kept++;
    }
    this.#count = kept;
  }
}
