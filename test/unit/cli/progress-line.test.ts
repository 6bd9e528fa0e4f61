import { expect, test } from 'vitest';
import type { IndexProgress } from '../../../src-main/domain/progress.ts';
import { progressLine } from '../../../src-main/hosts/cli/output/progress-line.ts';
import { ProgressReporter } from '../../../src-main/hosts/cli/output/progress-reporter.ts';
import { capturedTerminal } from './captured-terminal.ts';

const running: IndexProgress = {
  state: 'running',
  step: 'faces',
  video: { path: '/films/film.mkv', title: 'Film' },
  videosDone: 10,
  videosFailed: 1,
  videosTotal: 300,
  fraction: 0.04,
  speed: 8.02,
  remainingSeconds: 2400,
};

test('tells step, film, count, speed and time left', () => {
  expect(progressLine(running)).toBe('Faces · Film · 12 of 300 · 8x · about 40 min');
});

test('leaves out what is not known yet', () => {
  expect(
    progressLine({
      ...running,
      step: 'scanning',
      video: null,
      videosDone: 0,
      videosFailed: 0,
      videosTotal: 0,
      speed: null,
      remainingSeconds: null,
    }),
  ).toBe('Looking for films');
});

test('names no film before one is opened', () => {
  expect(progressLine({ ...running, step: 'models' })).toBe('Loading models');
});

test('counts every film as done at the end, and no time as left', () => {
  expect(progressLine({ ...running, step: 'done', video: null, videosDone: 299, remainingSeconds: 0 })).toBe(
    'Done · 300 of 300 · 8x',
  );
});

test('says so while a job is being cancelled', () => {
  expect(progressLine({ ...running, state: 'cancelling' })).toMatch(/^Cancelling · Film · /);
});

test('shortens a long title and shows a newline in it as an escape', () => {
  const line = progressLine({ ...running, video: { path: '/x', title: `A\n${'long '.repeat(30)}` } });
  expect(line).toContain('A\\nlong');
  expect(line).toContain('… · 12 of 300');
  expect(line.length).toBeLessThan(90);
});

test('a log gets a line for each new step, not for each frame', () => {
  const terminal = capturedTerminal();
  const reporter = new ProgressReporter(terminal);
  reporter.indexing({ ...running, state: 'idle' });
  for (let i = 0; i < 50; i++) reporter.indexing(running);
  for (let i = 0; i < 50; i++) reporter.indexing({ ...running, step: 'audio' });
  reporter.clear();
  expect(terminal.stderr.text.trim().split('\n')).toEqual([
    'Faces · Film · 12 of 300 · 8x · about 40 min',
    'Speech · Film · 12 of 300 · 8x · about 40 min',
  ]);
  expect(terminal.stdout.text).toBe('');
});
