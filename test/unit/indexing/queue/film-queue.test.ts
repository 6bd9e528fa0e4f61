import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FilmQueue } from '../../../../src-main/indexing/queue/film-queue.ts';
import type { Pass } from '../../../../src-main/indexing/passes/pass.ts';
import { bookOf, fakePass } from '../../../fixtures/fake-passes.ts';
import { WrittenLibrary } from '../../../fixtures/written-library.ts';

const passes = (shotsVersion = 1): Pass[] => [
  fakePass('probe'),
  fakePass('shots', { after: ['probe'], version: shotsVersion }),
  fakePass('faces', { after: ['shots'] }),
  fakePass('audio', { after: ['probe'] }),
];

let library: WrittenLibrary;
let queue: FilmQueue;
let film: number;

beforeEach(() => {
  library = new WrittenLibrary();
  queue = new FilmQueue(library.store, bookOf(passes()));
  film = library.film({});
});
afterEach(() => library.close());

const jobs = () => library.store.jobs.byVideo(film);
const queued = () => jobs().map(({ pass }) => pass);
const video = () => library.store.videos.byId(film);

function finish(...names: string[]): void {
  for (const pass of names) {
    library.store.passes.finish(film, { pass, version: 1, input: 'bytes', damage: null });
    library.store.jobs.finish(jobs().flatMap((job) => (job.pass === pass ? [job.id] : [])));
  }
  queue.settle(film);
}

describe('The state of a film', () => {
  test('goes from waiting over indexing to ready, pass by pass', () => {
    queue.enqueueFilm(film, 'new');
    expect(video()?.state).toBe('waiting');
    library.store.jobs.claim([jobs()[0]!.id], 'me', 1);
    queue.settle(film);
    expect(video()?.state).toBe('indexing');
    finish('probe', 'shots', 'faces');
    expect(video()?.state).toBe('indexing');
    finish('audio');
    expect(video()?.state).toBe('ready');
  });

  test('tells of damage that a pass met, until that pass has run again', () => {
    queue.enqueueFilm(film, 'new');
    finish('probe', 'shots', 'faces', 'audio');
    library.store.passes.finish(film, { pass: 'shots', version: 1, input: 'x', damage: 'It breaks off.' });
    queue.settle(film);
    expect(video()).toMatchObject({ state: 'ready', problem: { sentence: 'It breaks off.' } });
    queue.enqueuePasses(film, ['audio'], 'backfill');
    finish('audio');
    expect(video()?.problem?.sentence).toBe('It breaks off.');
    finish('shots');
    expect(video()?.problem).toBeNull();
  });

  test('is waiting again when its work is taken out before the end', () => {
    queue.enqueueFilm(film, 'new');
    finish('probe', 'shots');
    library.store.jobs.takeOut([film]);
    queue.settle(film);
    expect(video()?.state).toBe('waiting');
  });
});

describe('What is put into the queue', () => {
  test('with a pass is what reads its rows', () => {
    queue.enqueuePasses(film, ['shots'], 'backfill');
    expect(queued()).toEqual(['shots', 'faces']);
  });

  test('leaves out what would wait for a pass that failed, until that is tried again', () => {
    queue.enqueueFilm(film, 'new');
    const shots = jobs().find(({ pass }) => pass === 'shots')!;
    library.store.jobs.claim([shots.id], 'me', 1);
    library.store.jobs.fail([shots.id], 'me', { code: 'internal', sentence: 'No.', remedy: '' });
    queue.settle(film);
    queue.enqueueDue(film, 'new');
    expect(queued()).toEqual(['probe', 'shots', 'audio']);
    queue.retry(film, { setAside: false });
    expect(queued().toSorted()).toEqual(['audio', 'faces', 'probe', 'shots']);
  });

  test('at the start of a newer program is what it makes otherwise, of films that were worked on', () => {
    const untouched = library.film({});
    library.store.videos.setState(untouched, 'waiting');
    queue.enqueueFilm(film, 'new');
    finish('probe', 'shots', 'faces', 'audio');
    const newer = new FilmQueue(library.store, bookOf(passes(2)));
    newer.enqueueOutdated();
    expect(queued()).toEqual(['shots', 'faces']);
    expect(jobs()[0]?.priority).toBe(3);
    expect(library.store.jobs.byVideo(untouched)).toEqual([]);
    expect(video()?.state).toBe('ready');
  });

  test('is not there when its transaction fails', () => {
    expect(() =>
      library.store.transaction(() => {
        queue.enqueueFilm(film, 'new');
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(jobs()).toEqual([]);
    expect(video()?.state).toBe('ready');
  });
});
