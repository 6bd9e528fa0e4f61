import { describe, expect, it } from 'vitest';
import type { MomentView } from '../../../src-main/api/contract.ts';
import { momentsByFilm } from '../../../src-renderer/rules/moments-by-film.ts';

const moment = (videoId: number, start: number): MomentView => ({
  id: `m${videoId}-${start}-${start + 1}`,
  videoId,
  path: '/film.mp4',
  title: `Film ${videoId}`,
  videoDuration: 100,
  start,
  end: start + 1,
  score: 0.5,
  evidence: [],
  missing: [],
});

describe('Moments grouped by film', () => {
  it('keep the order of the answer, films by their best moment', () => {
    const films = momentsByFilm([moment(2, 1), moment(1, 1), moment(2, 5)]);
    expect(films.map(({ title, shown }) => [title, shown.map(({ start }) => start)])).toEqual([
      ['Film 2', [1, 5]],
      ['Film 1', [1]],
    ]);
  });

  it('show a few of each film and say how many there are besides', () => {
    const [film] = momentsByFilm([1, 2, 3, 4, 5, 6].map((start) => moment(1, start)));
    expect(film).toMatchObject({ more: 2, shown: { length: 4 } });
  });
});
