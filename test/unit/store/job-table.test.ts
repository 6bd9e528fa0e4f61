import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Problem } from '../../../src-main/domain/errors.ts';
import type { JobTable } from '../../../src-main/store/job-table.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

const problem: Problem = { code: 'internal', sentence: 'It broke.', remedy: 'Mend it.' };
const at = new Date('2026-01-02T03:04:05Z');
let library: WrittenLibrary;
let jobs: JobTable;
let film: number;

beforeEach(() => {
  library = new WrittenLibrary();
  jobs = library.store.jobs;
  film = library.film({});
});
afterEach(() => library.close());

const add = (pass: string, priority = 2, videoId = film, version = 1) =>
  jobs.add({ videoId, pass, priority, version }, at);
const waits = (pass: string) => jobs.queuedFilms([pass], 2, 0, 10).includes(film);
const stateOf = (pass: string) => jobs.byVideo(film).find((job) => job.pass === pass);

describe('A job', () => {
  test('is there once, at the highest priority that was asked for', () => {
    add('probe', 3);
    add('probe', 2);
    add('probe', 3);
    expect(jobs.byVideo(film).map(({ pass, priority }) => [pass, priority])).toEqual([['probe', 2]]);
  });

  test('goes with its film', () => {
    add('probe');
    library.store.videos.remove(film);
    expect(jobs.totals()).toEqual([]);
  });

  test('of some films only is found when only they are asked for', () => {
    const other = library.film({});
    add('probe', 2, other);
    expect(jobs.queuedFilms(['shots', 'probe'], 2, 0, 10)).toEqual([other]);
    expect(jobs.queuedFilms(['probe'], 3, 0, 10)).toEqual([]);
    expect(jobs.queuedFilms(['probe'], 2, other, 10)).toEqual([]);
    expect(jobs.openFilms([film])).toEqual([]);
    expect(jobs.openWork([other])).toEqual([{ pass: 'probe', films: 1, mediaSeconds: 100, unmeasured: 0 }]);
  });
});

describe('A lease', () => {
  test('is held by one, is lengthened by its owner, and is given back', () => {
    add('probe');
    const { id } = stateOf('probe')!;
    jobs.claim([id], 'me', 100);
    jobs.claim([id], 'you', 200);
    expect([jobs.holds([id], 'me'), jobs.holds([id], 'you')]).toEqual([true, false]);
    jobs.heartbeat('you', 300);
    expect(stateOf('probe')?.leaseUntil).toBe(100);
    jobs.heartbeat('me', 300);
    expect(stateOf('probe')?.leaseUntil).toBe(300);
    jobs.release([id], 'you');
    expect(jobs.holds([id], 'me')).toBe(true);
    jobs.release([id], 'me');
    expect(stateOf('probe')).toMatchObject({ state: 'queued', attempts: 0, leaseOwner: null });
  });

  test('is lost when the film changes meanwhile', () => {
    add('probe');
    const { id } = stateOf('probe')!;
    jobs.claim([id], 'me', 100);
    jobs.restart({ videoId: film, pass: 'probe', priority: 2, version: 1 }, at);
    expect(jobs.holds([id], 'me')).toBe(false);
    jobs.fail([id], 'me', problem);
    expect(stateOf('probe')).toMatchObject({ state: 'queued', problem: null });
  });
});

describe('A job that ends badly', () => {
  const claimed = () => {
    add('probe');
    const { id } = stateOf('probe')!;
    jobs.claim([id], 'me', 100);
    return id;
  };

  test('waits before the next attempt, and keeps count', () => {
    jobs.backOff([claimed()], 'me', 5000, problem);
    expect(stateOf('probe')).toMatchObject({ state: 'queued', attempts: 1, notBefore: 5000, problem });
  });

  test('is set aside after three crashes, with what was heard each time', () => {
    for (const heard of ['first', 'second', 'third']) {
      const id = claimed();
      jobs.crash(id, heard, 3, problem);
    }
    expect(stateOf('probe')).toMatchObject({
      state: 'set-aside',
      crashes: 3,
      log: 'first\nsecond\nthird',
      problem,
    });
    expect(waits('probe')).toBe(false);
  });

  test('begins afresh on request, or when its pass has another version', () => {
    jobs.fail([claimed()], 'me', problem);
    add('probe');
    expect(stateOf('probe')?.state).toBe('failed');
    expect(jobs.retry(film, { setAside: false })).toEqual([film]);
    expect(stateOf('probe')).toMatchObject({ state: 'queued', attempts: 0, problem: null });

    jobs.fail([claimed()], 'me', problem);
    add('probe', 2, film, 2);
    expect(stateOf('probe')).toMatchObject({ state: 'queued', attempts: 0 });
  });

  test('that was set aside begins afresh only when that is asked for', () => {
    jobs.crash(claimed(), 'heard', 1, problem);
    expect(jobs.retry(null, { setAside: false })).toEqual([]);
    expect(jobs.retry(null, { setAside: true })).toEqual([film]);
    expect(stateOf('probe')).toMatchObject({ state: 'queued', crashes: 0, log: null });
  });
});

test('rows that this program cannot read are dropped with a sentence, and the others stay', () => {
  add('probe');
  add('shots');
  add('later-pass');
  library.db.prepare(`UPDATE jobs SET payload = '{"version":' WHERE pass = 'shots'`).run();
  const warnings = jobs.dropUnreadable(['probe', 'shots']);
  expect(warnings).toHaveLength(2);
  expect(warnings[0]).toContain('“shots”');
  expect(jobs.byVideo(film).map(({ pass }) => pass)).toEqual(['probe']);
});

test('what is taken out is what waits, not what runs', () => {
  add('probe');
  add('shots');
  jobs.claim([stateOf('probe')!.id], 'me', 100);
  expect(jobs.takeOut([film])).toEqual([film]);
  expect(jobs.byVideo(film).map(({ pass }) => pass)).toEqual(['probe']);
});
