import { describe, expect, it } from 'vitest';
import type { VideoSummary } from '../../../src-main/api/contract.ts';
import { filterFilms, type FilmKind } from '../../../src-renderer/rules/film-filter.ts';

const film = (title: string, changes: Partial<VideoSummary> = {}): VideoSummary => ({
  id: 1,
  path: `/films/${title}.mp4`,
  title,
  duration: 60,
  width: 640,
  height: 360,
  state: 'ready',
  problem: null,
  addedAt: '2026-01-01T00:00:00.000Z',
  hasPoster: true,
  hasAudio: true,
  people: [],
  seen: false,
  ...changes,
});

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
