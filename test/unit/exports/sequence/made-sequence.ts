import { frameRateOf } from '../../../../src-main/domain/frame-rate.ts';
import type { SequenceMoment, SourceFilm } from '../../../../src-main/exports/sequence/sequence.ts';

export function madeFilm(film: Partial<Omit<SourceFilm, 'rate'>> & { perSecond?: number }): SourceFilm {
  const { perSecond = 25, ...rest } = film;
  return {
    path: '/films/Alien (1979).mkv',
    title: 'Alien',
    duration: 7000,
    rate: frameRateOf(perSecond),
    width: 1920,
    height: 1080,
    hasSound: true,
    ...rest,
  };
}

export function madeMoment(film: SourceFilm, start: number, end: number, note = ''): SequenceMoment {
  return { film, start, end, note };
}
