import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WatchingPass } from '../../../../src-main/indexing/passes/pass.ts';
import type { PassBook } from '../../../../src-main/indexing/passes/pass-book.ts';
import { FilmQueue } from '../../../../src-main/indexing/queue/film-queue.ts';
import { nextJobs } from '../../../../src-main/indexing/queue/job-order.ts';
import { priorities } from '../../../../src-main/indexing/queue/priority.ts';
import type { PassName } from '../../../../src-main/domain/pass-name.ts';
import { bookOf, fakePass } from '../../../fixtures/fake-passes.ts';
import { WrittenLibrary } from '../../../fixtures/written-library.ts';

function watching(name: PassName, after: readonly PassName[]): WatchingPass {
  return {
    name,
    version: 1,
    after,
    step: name,
    weight: 1,
    input: async () => '',
    watch: () => ({ finish: () => () => {} }),
  };
}

const book: PassBook = bookOf([
  fakePass('probe'),
  fakePass('subtitles', { after: ['probe'] }),
  fakePass('sketch', { after: ['probe'] }),
  watching('shots', ['probe']),
  watching('dense', ['shots']),
  watching('faces', ['shots']),
  fakePass('audio', { after: ['probe'] }),
  fakePass('summary', { after: ['faces', 'audio'] }),
]);

let library: WrittenLibrary;
let queue: FilmQueue;
let added = 0;

beforeEach(() => {
  library = new WrittenLibrary();
  queue = new FilmQueue(library.store, book);
});
afterEach(() => library.close());

function addFilms(count: number): number[] {
  const { store } = library;
  return store.transaction(() =>
    Array.from({ length: count }, () => {
      const path = `/films/${added++}.mp4`;
      const id = store.videos.add({ path, size: 1, modifiedMs: 1, fingerprint: path }, path, new Date());
      queue.enqueueFilm(id, 'new');
      return id;
    }),
  );
}

/** Takes jobs as the scheduler does; gives what ran together, as `film:pass+pass`. */
function work(groups: number): string[] {
  const { jobs } = library.store;
  const order: string[] = [];
  library.store.transaction(() => {
    while (order.length < groups) {
      const next = nextJobs(jobs, book, null, Date.now());
      if (next.length === 0) break;
      order.push(`${next[0]!.videoId}:${next.map(({ pass }) => pass).join('+')}`);
      jobs.finish(next.map(({ id }) => id));
    }
  });
  return order;
}

describe('The order of work', () => {
  test('of 300 films: every one is probed, read and sketched before the first is decoded whole, then heard, then summed up', () => {
    const films = addFilms(300);
    expect(work(Infinity)).toEqual([
      ...films.flatMap((film) => [`${film}:probe`, `${film}:subtitles`, `${film}:sketch`]),
      ...films.map((film) => `${film}:shots+dense+faces`),
      ...films.map((film) => `${film}:audio`),
      ...films.map((film) => `${film}:summary`),
    ]);
  });

  test('lets the film that the user looks at deepen at once, and only the last of them', () => {
    const [first, second, third] = addFilms(3);
    const focus = (film: number) => library.store.jobs.focus(film, priorities.focus, priorities.new);
    focus(second!);
    expect(focus(third!)).toBe(true);
    expect(work(7)).toEqual([
      `${third}:probe`,
      `${third}:subtitles`,
      `${third}:sketch`,
      `${third}:shots+dense+faces`,
      `${third}:audio`,
      `${third}:summary`,
      `${first}:probe`,
    ]);
    expect(focus(third!)).toBe(false);
  });

  test('puts new films before work that can wait', () => {
    const [old] = addFilms(1);
    work(Infinity);
    library.store.transaction(() => queue.enqueuePasses(old!, ['shots'], 'backfill'));
    const [fresh] = addFilms(1);
    const order = work(Infinity);
    expect(order.slice(0, 6).every((group) => group.startsWith(`${fresh}:`))).toBe(true);
    expect(order.slice(6)).toEqual([`${old}:shots+dense+faces`, `${old}:summary`]);
  });

  test('watches alone what has crashed, so that the guilty one is found', () => {
    const [film] = addFilms(1);
    work(3);
    const { jobs } = library.store;
    const problem = { code: 'internal', sentence: '', remedy: '' } as const;
    const running = nextJobs(jobs, book, null, 0);
    jobs.claim(
      running.map(({ id }) => id),
      'me',
      0,
    );
    for (const { id } of running) jobs.crash(id, 'heard', 3, problem);
    expect(work(3)).toEqual([`${film}:shots`, `${film}:dense`, `${film}:faces`]);
  });

  test('waits for what a pass needs, for its time and for the films that are asked for', () => {
    const [film, other] = addFilms(2);
    const { jobs } = library.store;
    const next = (scope: number[] | null, now: number) =>
      nextJobs(jobs, book, scope && new Set(scope), now).map(({ videoId, pass }) => [videoId, pass]);
    expect(next([other!], 0)).toEqual([[other, 'probe']]);
    const { id } = jobs.byVideo(film!)[0]!;
    jobs.claim([id], 'me', 0);
    expect(next([film!], 0)).toEqual([]);
    jobs.backOff([id], 'me', 5000, { code: 'internal', sentence: '', remedy: '' });
    expect(next([film!], 4999)).toEqual([]);
    expect(next(null, 5000)).toEqual([[film, 'probe']]);
  });
});
