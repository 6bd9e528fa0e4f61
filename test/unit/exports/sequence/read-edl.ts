import type { FrameRate } from '../../../../src-main/domain/frame-rate.ts';

/** Counts the frames that timecodes name, in the way of a clock: one number after the other, dropped ones left out. */
export function frameOfTimecode(timecode: string, { numerator, denominator }: FrameRate): number {
  const [h, m, s, f] = timecode.split(/[:;]/).map(Number) as [number, number, number, number];
  const counted = Math.round(numerator / denominator);
  const minutes = h * 60 + m;
  const dropped = timecode.includes(';') ? (counted / 15) * (minutes - Math.floor(minutes / 10)) : 0;
  return (minutes * 60 + s) * counted + f - dropped;
}

export interface ReadEvent {
  readonly reel: string;
  readonly channels: string;
  /** Source in and out, record in and out. */
  readonly times: readonly [string, string, string, string];
}

/** The events of a CMX3600 list, read by columns as such lists are. */
export function readEdl(text: string): ReadEvent[] {
  const time = String.raw`(\d\d:\d\d:\d\d[:;]\d\d)`;
  const event = new RegExp(`^\\d{3}  (\\S{1,8}) +(B|V|A) +C +${time} ${time} ${time} ${time}$`);
  return text.split('\r\n').flatMap((line) => {
    const match = event.exec(line);
    return match
      ? [{ reel: match[1]!, channels: match[2]!, times: match.slice(3, 7) as unknown as ReadEvent['times'] }]
      : [];
  });
}
