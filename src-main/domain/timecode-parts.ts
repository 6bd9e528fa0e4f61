/** The numbers of an SMPTE timecode, whatever frame rate it counts. */
export interface TimecodeParts {
  /** From 0 to 23. */
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  /** The number of the frame in its second, from 0. */
  readonly frames: number;
  /** Whether it is written as drop-frame counting: `01:00:00;00`. */
  readonly dropFrame: boolean;
}

/** Frames have three digits at more than 100 a second. */
const shape = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)([:;])(\d{2,3})$/;

/** Reads `01:02:03:04` or `01:02:03;04`; null for anything else. */
export function timecodeParts(text: string): TimecodeParts | null {
  const match = shape.exec(text.trim());
  if (!match) return null;
  const [, hours, minutes, seconds, separator, frames] = match;
  return {
    hours: Number(hours),
    minutes: Number(minutes),
    seconds: Number(seconds),
    frames: Number(frames),
    dropFrame: separator === ';',
  };
}
