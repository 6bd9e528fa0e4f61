/** How much of a film a waveform shows, in seconds. */
const shownSeconds = 16;
/** The window moves on by steps, so that it does not slide under the pointer. */
const stepSeconds = 8;

/** The stretch of a film that is shown around a time: it begins on a step and lies inside the film. */
export function windowAround(time: number, duration: number): { start: number; end: number } {
  const wanted = Math.floor(time / stepSeconds) * stepSeconds - (shownSeconds - stepSeconds) / 2;
  const start = Math.max(0, Math.min(wanted, duration - shownSeconds));
  return { start, end: Math.min(start + shownSeconds, Math.max(duration, start + 0.001)) };
}

/** An SVG path with an upright bar for each peak (0..1), one unit wide and up to 100 high, around the middle. */
export function barsOfPeaks(peaks: readonly number[]): string {
  return peaks
    .map((peak, i) => {
      // Loudness as it is heard: quiet speech would hardly be seen.
      const half = 48 * Math.sqrt(Math.min(1, Math.max(0, peak)));
      return `M${i + 0.5} ${(50 - half).toFixed(1)}V${(50 + half).toFixed(1)}`;
    })
    .join('');
}
