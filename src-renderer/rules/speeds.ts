/** How fast a film can be played, 1 as it was taken. */
export const speeds = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2] as const;

/** The next faster speed, or the next slower one; the last where there is none. */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  const next = direction === 1 ? speeds.find((one) => one > speed) : speeds.findLast((one) => one < speed);
  return next ?? speed;
}
