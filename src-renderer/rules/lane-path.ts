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
  return stretches
    .map((stretch) => {
      const { left, width } = barOf(stretch, duration, shown);
      return `M${short(left)} 0h${short(width)}v${laneHeight}h${short(-width)}z`;
    })
    .join('');
}

/** The same with bars that stand as high as their scores, 0..1; the lowest can still be seen. */
export function scoresPath(
  moments: readonly (Stretch & { readonly score: number })[],
  duration: number,
  shown: number,
): string {
  return moments
    .map((moment) => {
      const { left, width } = barOf(moment, duration, shown);
      const height = laneHeight * Math.max(0.2, moment.score);
      return `M${short(left)} ${short(laneHeight - height)}h${short(width)}V${laneHeight}h${short(-width)}z`;
    })
    .join('');
}

/** Where a bar lies, wide enough to be seen and inside the film. */
function barOf({ start, end }: Stretch, duration: number, shown: number): { left: number; width: number } {
  const width = Math.max(shown / 600, end - start);
  return { left: Math.min(start, Math.max(0, duration - width)), width };
}

/** So many steps has the hill of a whole lane. */
const hillSteps = 240;

/**
 * One SVG path of a hill that is as high as the share of the time around it that the stretches fill.
 * @param stretches in order of their starts
 * @param shown how much of the film the lane shows, in seconds
 */
export function densityPath(stretches: readonly Stretch[], duration: number, shown: number): string {
  if (stretches.length === 0) return '';
  const step = shown / hillSteps;
  const filled = new Float64Array(Math.max(1, Math.ceil(duration / step)));
  for (const { start, end } of stretches) {
    for (let at = Math.max(0, Math.floor(start / step)); at < filled.length && at * step < end; at++) {
      filled[at]! += Math.max(0, Math.min(end, (at + 1) * step) - Math.max(start, at * step)) / step;
    }
  }
  const share = (at: number): number => Math.min(1, filled[at] ?? 0);
  const points = Array.from(filled, (_, at) => {
    const smooth = (share(at - 1) + 2 * share(at) + share(at + 1)) / 4;
    return `L${short(Math.min(duration, (at + 0.5) * step))} ${short(laneHeight * (1 - smooth))}`;
  });
  return `M0 ${laneHeight}${points.join('')}L${short(duration)} ${laneHeight}z`;
}

/** One SVG path with a vertical tick at each time. */
export function ticksPath(times: readonly number[]): string {
  return times.map((time) => `M${short(time)} 0v${laneHeight}`).join('');
}
