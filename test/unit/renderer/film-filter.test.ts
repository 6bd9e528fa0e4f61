import { describe, expect, it } from 'vitest';
import { filterFilms, type FilmKind } from '../../../src-renderer/rules/film-filter.ts';
import { filmSummary as film } from './film-summary.ts';

const films = [
  film('Amélie', { people: ['Ada'] }),
  film('The Blue Mug', { path: '/home/Summer 2019/mug.mp4', seen: true }),
  film('Broken', { state: 'failed' }),
  film('Next', { state: 'waiting' }),
];
const shown = (text: string, kind: FilmKind = 'all'): string[] =>
  filterFilms(films, { text, kind }).map(({ title }) => title);

describe('filtering the library', () => {
  it('finds words of a title, a folder or a person, whatever their case and accents', () => {
    expect(shown('amelie')).toEqual(['Amélie']);
    expect(shown('summer MUG')).toEqual(['The Blue Mug']);
    expect(shown('ada')).toEqual(['Amélie']);
  });

  it('shows all films while nothing is typed, and none that lacks a word', () => {
    expect(shown('  ')).toHaveLength(4);
    expect(shown('blue kettle')).toEqual([]);
  });

  it('shows films of one kind', () => {
    expect(shown('', 'seen')).toEqual(['The Blue Mug']);
    expect(shown('', 'unseen')).toEqual(['Amélie', 'Broken', 'Next']);
    expect(shown('', 'failed')).toEqual(['Broken']);
    expect(shown('', 'unfinished')).toEqual(['Next']);
  });
});
