interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Height of a lane in the units of its drawing. */
export const laneHeight = 10;

const short = (value: number): string => String(Number(value.toFixed(3)));

/**
 * One SVG path with a bar for each stretch, x in seconds, y from 0 to {@link laneHeight}.
 * Bars too thin to see are widened to 1/600 of the film.
 */
export function barsPath(stretches: readonly Stretch[], duration: number): string {
  const least = duration / 600;
  return stretches
    .map(({ start, end }) => {
      const width = Math.max(least, end - start);
      return `M${short(Math.min(start, Math.max(0, duration - width)))} 0h${short(width)}v${laneHeight}h${short(-width)}z`;
    })
    .join('');
}

/** One SVG path with a vertical tick at each time. */
export function ticksPath(times: readonly number[]): string {
  return times.map((time) => `M${short(time)} 0v${laneHeight}`).join('');
}
