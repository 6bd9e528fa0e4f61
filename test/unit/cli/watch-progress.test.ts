import { expect, test } from 'vitest';
import { storedProgressLine } from '../../../src-main/hosts/cli/watch-progress.ts';

const none = {
  waiting: 0,
  indexing: 0,
  ready: 0,
  failed: 0,
  offline: 0,
  passesDone: 0,
  passesLeft: 0,
  film: null,
};

test('the line says how many films are ready, and what is left', () => {
  expect(storedProgressLine(none)).toBe('0 of 0 films ready');
  expect(
    storedProgressLine({
      ...none,
      ...{ waiting: 284, indexing: 1, ready: 12, failed: 3, passesLeft: 840 },
      film: { path: '/films/a.mkv', title: 'A\nFilm' },
    }),
  ).toBe('12 of 300 films ready · 840 passes left · 3 failed · now A\\nFilm');
});
