/** Letters that are written from right to left, and marks that turn the direction of what follows. */
const turning =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\u200f\u202a-\u202e\u2066-\u2069]/u;

/**
 * A value of a sentence between marks (U+2068, U+2069) that keep its direction of writing to itself, where it has one: a
 * Hebrew name would otherwise take the numbers and marks beside it along.
 */
export function isolated<T>(value: T): T | string {
  return typeof value === 'string' && turning.test(value) ? `\u2068${value}\u2069` : value;
}
