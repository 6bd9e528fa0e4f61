/** A source of numbers that gives the same row for the same seed on every machine. */
export interface Random {
  /** The next number, 0 <= n < 1. */
  next(): number;
  /** A number from `low` to `high`. */
  between(low: number, high: number): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** One of some things by their weights, which add up to 1. */
  weighted<T>(things: readonly (readonly [T, number])[]): T;
  shuffled<T>(items: readonly T[]): T[];
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, enough for made-up films and for resampling. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    whole,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[whole(0, items.length - 1)];
      if (item === undefined) throw new Error('Nothing to pick from.');
      return item;
    },
    weighted: (things) => {
      const first = things[0];
      if (first === undefined) throw new Error('Nothing to pick from.');
      let left = next();
      for (const [thing, weight] of things) {
        left -= weight;
        if (left < 0) return thing;
      }
      // What rounding leaves of the weights.
      return first[0];
    },
    shuffled: (items) => {
      const row = [...items];
      for (let i = row.length - 1; i > 0; i--) {
        const j = whole(0, i);
        [row[i], row[j]] = [row[j]!, row[i]!];
      }
      return row;
    },
  };
}

/** FNV-1a over UTF-16 units: turns a name into a seed. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
