/** Up to this length all pictures are decoded for a film's first look: that takes seconds, and shows more. */
const shortFilmSeconds = 120;
/** Seconds between two described pictures of a first look. */
const usualSpacing = 2;
/** Pictures of a film that are described at a first look, however long it is. */
const mostDescribed = 1500;

/** Whether a film is so short that its first look takes other pictures than keyframes too. */
export function isDecodedWhole(duration: number): boolean {
  return duration <= shortFilmSeconds;
}

/** Seconds between the pictures of a first look that are decoded. */
export function pictureSpacing(duration: number): number {
  return isDecodedWhole(duration) ? 1 : describedSpacing(duration);
}

/** Seconds between those that are described. */
export function describedSpacing(duration: number): number {
  return Math.max(usualSpacing, duration / mostDescribed);
}
