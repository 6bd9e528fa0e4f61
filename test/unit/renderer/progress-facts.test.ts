import { describe, expect, it } from 'vitest';
import type { IndexProgress } from '../../../src-main/domain/progress.ts';
import { progressFacts } from '../../../src-renderer/rules/progress-facts.ts';

const running: IndexProgress = {
  state: 'running',
  step: 'faces',
  video: { path: '/films/a.mkv', title: 'a' },
  videosDone: 10,
  videosFailed: 1,
  videosTotal: 300,
  fraction: 0.2,
  speed: 8,
  remainingSeconds: 2400,
};

describe('The line about indexing', () => {
  it('names the step and counts the film that is worked on', () => {
    expect(progressFacts(running)).toEqual({
      step: 'progress.faces',
      count: { at: 12, total: 300 },
      speed: 8,
      remaining: 2400,
    });
  });

  it('promises no speed and no end while work waits', () => {
    for (const state of ['paused', 'on-battery', 'cancelling'] as const) {
      expect(progressFacts({ ...running, state })).toEqual({
        step: `progress.${state}`,
        count: { at: 11, total: 300 },
        speed: null,
        remaining: null,
      });
    }
  });

  it('never counts past the last film, and says no number before films are counted', () => {
    expect(progressFacts({ ...running, videosDone: 299 }).count).toEqual({ at: 300, total: 300 });
    expect(progressFacts({ ...running, videosDone: 0, videosFailed: 0, videosTotal: 0 }).count).toBeNull();
  });
});
