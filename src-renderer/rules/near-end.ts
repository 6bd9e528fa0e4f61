/** The last of a film are its credits. */
const seenShare = 0.92;

/** Whether who has come so far has seen the film. */
export function isNearEnd(time: number, duration: number): boolean {
  return duration > 0 && time >= seenShare * duration;
}
