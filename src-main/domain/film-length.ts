/** No film is longer than this unless its file is large: broken headers tell lengths of thousands of hours. */
export const usualSeconds = 24 * 3600;
/** Bytes that a second of the thinnest recording takes: 2 kbit/s. */
export const leastBytesPerSecond = 250;

/**
 * The length that a film can be reckoned with, in seconds; 0 when none is known, or when what the file says cannot be
 * true of so few bytes.
 */
export function reckonedLength({
  duration,
  size,
}: {
  readonly duration: number;
  readonly size: number;
}): number {
  return duration > usualSeconds && size < duration * leastBytesPerSecond ? 0 : duration;
}
