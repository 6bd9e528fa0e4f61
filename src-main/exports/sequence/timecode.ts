import { perSecondOf, type FrameRate } from '../../domain/frame-rate.ts';

/** Frames that a second of timecode counts: 30 for 30000/1001. */
export function countedFrames(rate: FrameRate): number {
  return Math.max(1, Math.round(perSecondOf(rate)));
}

/**
 * Whether frame numbers are dropped so that the timecode keeps up with the clock: 30000/1001 and its multiples
 * (SMPTE ST 12-1; there is no drop-frame counting for 24000/1001).
 */
export function isDropFrame(rate: FrameRate): boolean {
  return rate.denominator === 1001 && countedFrames(rate) % 30 === 0;
}

/**
 * The SMPTE timecode of a frame: `01:02:03:04`, or `01:02:03;04` for drop-frame counting, which leaves out the first two
 * numbers (four at 60000/1001) of every minute except each tenth. A day later it begins anew.
 * @param frame a whole number from 0
 */
export function timecodeOf(frame: number, rate: FrameRate): string {
  const counted = countedFrames(rate);
  const drops = isDropFrame(rate);
  const number = (drops ? frame + droppedBefore(frame, counted) : frame) % (counted * 86_400);
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = Math.floor(number / counted);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${two(h)}:${two(m)}:${two(s)}${drops ? ';' : ':'}${two(number % counted)}`;
}

/** How many numbers are left out before the number of a frame. */
function droppedBefore(frame: number, counted: number): number {
  const dropped = counted / 15;
  const perMinute = counted * 60 - dropped;
  const perTenMinutes = perMinute * 10 + dropped;
  const inTen = frame % perTenMinutes;
  const minutes = inTen < dropped ? 0 : Math.floor((inTen - dropped) / perMinute);
  return dropped * (9 * Math.floor(frame / perTenMinutes) + minutes);
}

/** The frame whose timecode is 01:00:00:00, at which programmes begin by custom. */
export function firstHourFrame(rate: FrameRate): number {
  const counted = countedFrames(rate);
  // 54 of an hour's minutes leave numbers out.
  return counted * 3600 - (isDropFrame(rate) ? (counted / 15) * 54 : 0);
}
