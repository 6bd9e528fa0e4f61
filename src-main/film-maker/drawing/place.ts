export const placeNames = ['kitchen', 'street', 'park', 'library', 'beach'] as const;
export type PlaceName = (typeof placeNames)[number];

export type Framing = 'wide' | 'medium' | 'close';

/** How a place's light falls on people: factors on red, green and blue. */
export interface Light {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** A place as drawn scenery. Drawings cover `placeWidth` x `placeHeight` units. */
export interface Place {
  readonly light: Light;
  /** Everything behind the people. */
  background(): string;
  /** What stands between camera and people, along the lower edge; may be empty. */
  foreground(): string;
}

export const placeWidth = 960;
export const placeHeight = 360;
