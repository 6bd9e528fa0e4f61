/** Colours are `#rrggbb` throughout the drawings. */
function channels(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** `share` of `other` in `colour`, 0..1. */
export function mix(colour: string, other: string, share: number): string {
  const a = channels(colour);
  const b = channels(other);
  const mixed = a.map((value, i) => Math.round(value + (b[i]! - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** A shadow of the colour: darker and a little warmer than plain black would make it. */
export function shade(colour: string, share: number): string {
  return mix(colour, '#2a0f14', share);
}

export function tint(colour: string, share: number): string {
  return mix(colour, '#fff6e8', share);
}

/** How far two colours are apart: the distance in red, green and blue, 0..442. */
export function colourDistance(a: string, b: string): number {
  const other = channels(b);
  return Math.hypot(...channels(a).map((value, i) => value - other[i]!));
}
