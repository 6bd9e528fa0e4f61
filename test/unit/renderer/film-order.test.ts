import { describe, expect, it } from 'vitest';
import type { VideoSummary } from '../../../src-main/api/contract.ts';
import { sortFilms } from '../../../src-renderer/rules/film-order.ts';
import { filmSummary as film } from './film-summary.ts';

const titles = (films: readonly VideoSummary[]): string[] => films.map(({ title }) => title);

describe('the order of films', () => {
  it('by title counts numbers as numbers and ignores case', () => {
    const films = [film('Part 10'), film('part 2'), film('Alien')];
    expect(titles(sortFilms(films, 'title', 'en'))).toEqual(['Alien', 'part 2', 'Part 10']);
  });

  it('by date shows the newest first', () => {
    const films = [film('Old'), film('New', { addedAt: '2026-02-01T00:00:00.000Z' })];
    expect(titles(sortFilms(films, 'added', 'en'))).toEqual(['New', 'Old']);
  });

  it('by length shows the longest first', () => {
    expect(titles(sortFilms([film('Short'), film('Long', { duration: 90 })], 'longest', 'en'))).toEqual([
      'Long',
      'Short',
    ]);
  });

  it('puts what needs help before everything else', () => {
    const films = [film('Alien'), film('Zardoz', { state: 'failed' })];
    expect(titles(sortFilms(films, 'title', 'en'))).toEqual(['Zardoz', 'Alien']);
  });
});
