import { perSecondOf, type FrameRate } from '../../domain/frame-rate.ts';
import { timecodeParts } from '../../domain/timecode-parts.ts';

/** A frame of a day of timecode, and the way in which it is counted. */
export interface Timecode {
  /** How many frames lie between 00:00:00:00 and it. */
  readonly frame: number;
  /** Whether numbers are left out, so that the timecode keeps up with the clock. */
  readonly dropFrame: boolean;
}

/** Frames that a second of timecode counts: 30 for 30000/1001. */
export function countedFrames(rate: FrameRate): number {
  return Math.max(1, Math.round(perSecondOf(rate)));
}

/**
 * Whether frame numbers can be dropped so that the timecode keeps up with the clock: 30000/1001 and its multiples
 * (SMPTE ST 12-1; there is no drop-frame counting for 24000/1001). Kinora counts so where no timecode says otherwise.
 */
export function isDropFrame(rate: FrameRate): boolean {
  return rate.denominator === 1001 && countedFrames(rate) % 30 === 0;
}

/**
 * The SMPTE timecode of a frame: `01:02:03:04`, or `01:02:03;04` for drop-frame counting, which leaves out the first two
 * numbers (four at 60000/1001) of every minute except each tenth. A day later it begins anew.
 * @param frame a whole number from 0
 * @param dropFrame true only where {@link isDropFrame} says that numbers can be dropped
 */
export function timecodeOf(frame: number, rate: FrameRate, dropFrame = isDropFrame(rate)): string {
  const counted = countedFrames(rate);
  const number = (dropFrame ? frame + droppedBefore(frame, counted) : frame) % (counted * 86_400);
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = Math.floor(number / counted);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${two(h)}:${two(m)}:${two(s)}${dropFrame ? ';' : ':'}${two(number % counted)}`;
}

/**
 * Reads a timecode of a frame rate; null for one that names no frame: malformed, beyond the frames of a second, or a number
 * that drop-frame counting leaves out. Where the rate has no drop-frame counting, every number counts.
 */
export function readTimecode(text: string, rate: FrameRate): Timecode | null {
  const parts = timecodeParts(text);
  const counted = countedFrames(rate);
  if (!parts || parts.frames >= counted) return null;
  const { hours, minutes, seconds, frames } = parts;
  const dropFrame = parts.dropFrame && isDropFrame(rate);
  if (dropFrame && minutes % 10 !== 0 && seconds === 0 && frames < counted / 15) return null;
  const number = (hours * 3600 + minutes * 60 + seconds) * counted + frames;
  return { frame: dropFrame ? frameNumbered(number, counted) : number, dropFrame };
}

/** Where a film's timecode begins: as its file tells, or else at 00:00:00:00. */
export function sourceTimecode(told: string | null, rate: FrameRate): Timecode {
  return (told === null ? null : readTimecode(told, rate)) ?? { frame: 0, dropFrame: isDropFrame(rate) };
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

/** The frame that has a number of drop-frame counting. */
function frameNumbered(number: number, counted: number): number {
  const minutes = Math.floor(number / (counted * 60));
  return number - (counted / 15) * (minutes - Math.floor(minutes / 10));
}

/** The frame whose timecode is 01:00:00:00, at which programmes begin by custom. */
export function firstHourFrame(rate: FrameRate): number {
  const counted = countedFrames(rate);
  return isDropFrame(rate) ? frameNumbered(counted * 3600, counted) : counted * 3600;
}
