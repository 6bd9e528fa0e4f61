interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Height of a lane in the units of its drawing. */
export const laneHeight = 10;

const short = (value: number): string => String(Number(value.toFixed(3)));

/**
 * One SVG path with a bar for each stretch, x in seconds, y from 0 to {@link laneHeight}.
 * Bars too thin to see are widened to 1/600 of what is shown.
 * @param shown how much of the film the lane shows, in seconds; all of it without
 */
export function barsPath(stretches: readonly Stretch[], duration: number, shown = duration): string {
  const least = shown / 600;
  return stretches
    .map(({ start, end }) => {
      const width = Math.max(least, end - start);
      return `M${short(Math.min(start, Math.max(0, duration - width)))} 0h${short(width)}v${laneHeight}h${short(-width)}z`;
    })
    .join('');
}

/** The same with bars that stand as high as their scores, 0..1; the lowest can still be seen. */
export function scoresPath(
  moments: readonly (Stretch & { readonly score: number })[],
  duration: number,
  shown: number,
): string {
  const least = shown / 600;
  return moments
    .map(({ start, end, score }) => {
      const width = Math.max(least, end - start);
      const left = Math.min(start, Math.max(0, duration - width));
      const height = laneHeight * Math.max(0.2, score);
      return `M${short(left)} ${short(laneHeight - height)}h${short(width)}V${laneHeight}h${short(-width)}z`;
    })
    .join('');
}

/** One SVG path with a vertical tick at each time. */
export function ticksPath(times: readonly number[]): string {
  return times.map((time) => `M${short(time)} 0v${laneHeight}`).join('');
}
