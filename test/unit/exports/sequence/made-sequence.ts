import { frameRateOf } from '../../../../src-main/domain/frame-rate.ts';
import type { SequenceMoment, SourceFilm } from '../../../../src-main/exports/sequence/sequence.ts';
import { sourceTimecode } from '../../../../src-main/exports/sequence/timecode.ts';

type MadeFilm = Omit<SourceFilm, 'rate' | 'timecode'> & { perSecond: number; timecode: string };

/** @param film with its frames a second, and the timecode of its first picture where it has one */
export function madeFilm(film: Partial<MadeFilm>): SourceFilm {
  const { perSecond = 25, timecode, ...rest } = film;
  const rate = frameRateOf(perSecond);
  return {
    path: '/films/Alien (1979).mkv',
    title: 'Alien',
    duration: 7000,
    rate,
    timecode: sourceTimecode(timecode ?? null, rate),
    width: 1920,
    height: 1080,
    hasSound: true,
    ...rest,
  };
}

export function madeMoment(film: SourceFilm, start: number, end: number, note = ''): SequenceMoment {
  return { film, start, end, note };
}
