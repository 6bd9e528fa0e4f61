import { dot } from '../domain/vector.ts';
import { aggregated, type Supports } from './gates.ts';
import { placeSupportOf } from './joints.ts';
import type { Piece } from './piece.ts';
import { lookSupport } from './query-answers.ts';
import type { TrackerSettings } from './tracker-settings.ts';

/** Pieces are joined from so much support on: plain ones, and those that are covered to what the plain ones came to. */
const leastSupport = { plain: 0.5, covered: 0.3 } as const;
/** Something else is a rival once it was seen plainly so often. */
const leastRivalSights = 5;
/** Where the likeness is lower than a rival's by so much, the support falls to 1/e. */
const rivalFall = 0.02;

// Note: the order of joining
// Frame by frame only the nearest past is known. A sequence that was seen whole is better begun where there is least
// doubt: with long stretches in which things are seen plainly, whose looks tell who is who even after they have left and
// come back. What is seen of a thing while others hide it then has to fit between these. Each join asks the queries of
// the tracker again, of two pieces instead of a track and a candidate.

/** Joins the pieces of a sequence that are one thing; the surest first. No two of one thing's sights share a frame. */
export function joinPieces(pieces: readonly Piece[], settings: TrackerSettings): Piece[] {
  const plain = new Joining(
    pieces.filter(({ look }) => look),
    settings,
    leastSupport.plain,
  ).joined();
  const covered = pieces.filter(({ look }) => !look);
  const attached = new Joining([...plain, ...covered], settings, leastSupport.covered, plain).joined();
  return new Joining(attached, settings, leastSupport.plain).joined();
}

/** One round of joining. */
class Joining {
  readonly #live: (Piece | null)[];
  readonly #settings: TrackerSettings;
  readonly #least: number;
  /** What the others may be joined to; null where any two may be joined. */
  readonly #known: Set<Piece> | null;
  readonly #places = new Map<Piece, Map<Piece, number | null>>();
  /** Support of joining two pieces by their numbers, the lower one first. */
  readonly #supports: Map<number, number>[];

  constructor(
    pieces: readonly Piece[],
    settings: TrackerSettings,
    least: number,
    known: readonly Piece[] | null = null,
  ) {
    this.#live = [...pieces];
    this.#settings = settings;
    this.#least = least;
    this.#known = known && new Set(known);
    this.#supports = pieces.map(() => new Map<number, number>());
    for (let low = 0; low < pieces.length; low++) {
      for (let high = low + 1; high < pieces.length; high++) this.#rate(low, high);
    }
  }

  joined(): Piece[] {
    for (let pair = this.#surest(); pair; pair = this.#surest()) this.#join(...pair);
    return this.#live.filter((piece) => piece !== null);
  }

  #surest(): [number, number] | null {
    let most = 0;
    let surest: [number, number] | null = null;
    this.#supports.forEach((row, low) => {
      for (const [high, support] of row) {
        const shorter = Math.min(this.#live[low]!.sights.length, this.#live[high]!.sights.length);
        // What was seen for longer is surer.
        const sureness = support * (1 - 1 / (shorter + 1));
        if (sureness <= most) continue;
        most = sureness;
        surest = [low, high];
      }
    });
    return surest;
  }

  #join(low: number, high: number): void {
    const [a, b] = [this.#live[low]!, this.#live[high]!];
    const one = a.with(b);
    if (this.#known?.has(a) || this.#known?.has(b)) this.#known.add(one);
    this.#live[low] = one;
    this.#live[high] = null;
    this.#supports[high]!.clear();
    this.#live.forEach((piece, other) => {
      this.#supports[other]!.delete(high);
      if (piece && other !== low) this.#rate(Math.min(low, other), Math.max(low, other));
    });
  }

  #rate(low: number, high: number): void {
    const [a, b] = [this.#live[low]!, this.#live[high]!];
    const mayJoin = !this.#known || this.#known.has(a) || this.#known.has(b);
    const support = mayJoin ? this.#support(a, b) : 0;
    const shared = support > this.#least ? support * this.#rivalShare(a, b) : 0;
    if (shared > this.#least) this.#supports[low]!.set(high, shared);
    else this.#supports[low]!.delete(high);
  }

  /** What the queries say together, 0..1. */
  #support(a: Piece, b: Piece): number {
    const { queries, tauConf } = this.#settings;
    const likeness = this.#likeness(a, b);
    if (likeness !== null && likeness < tauConf) return 0;
    const place = this.#place(a, b);
    if (place === 0) return 0;
    const look = likeness === null ? null : lookSupport(likeness, tauConf);
    const supports: Supports = {
      ...(queries.includes('pos') && place !== null ? { pos: place } : {}),
      ...(queries.includes('id') && look !== null ? { id: look } : {}),
      ...(queries.includes('both') && place !== null ? { both: Math.sqrt(place * (look ?? place)) } : {}),
    };
    return aggregated(supports);
  }

  /** Cosine of the looks, null where one is not known: a covered box says something only where it is like the other. */
  #likeness(a: Piece, b: Piece): number | null {
    if (a.look && b.look) return dot(a.look, b.look);
    if (!this.#known) return null;
    const likeness = dot(a.look ?? a.boxLook, b.look ?? b.boxLook);
    return likeness < this.#settings.tauConf ? null : likeness;
  }

  /** How far the likeness stands against that of other things which the shorter piece may be just as well, 0..1. */
  #rivalShare(a: Piece, b: Piece): number {
    const [piece, thing] = a.plainSights < b.plainSights ? [a, b] : [b, a];
    const look = piece.look ?? (this.#known ? piece.boxLook : null);
    if (!look || !thing.look) return 1;
    const own = dot(look, thing.look);
    let most = own;
    for (const rival of this.#live) {
      if (!rival?.look || rival === a || rival === b || rival.plainSights < leastRivalSights) continue;
      const likeness = dot(look, rival.look);
      const isRival = likeness > most && this.#place(rival, thing) === 0 && this.#place(rival, piece) !== 0;
      if (isRival) most = likeness;
    }
    return Math.exp((own - most) / rivalFall);
  }

  #place(a: Piece, b: Piece): number | null {
    const known = this.#places.get(a)?.get(b);
    if (known !== undefined) return known;
    const place = placeSupportOf(a, b);
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const row = this.#places.get(one) ?? new Map<Piece, number | null>();
      this.#places.set(one, row.set(other, place));
    }
    return place;
  }
}
