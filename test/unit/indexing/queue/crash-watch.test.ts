import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EventLog, type LogEntry } from '../../../../src-main/domain/event-log.ts';
import { CrashWatch, leaseOwner } from '../../../../src-main/indexing/queue/crash-watch.ts';
import { FilmQueue } from '../../../../src-main/indexing/queue/film-queue.ts';
import { bookOf, fakePass } from '../../../fixtures/fake-passes.ts';
import { WrittenLibrary } from '../../../fixtures/written-library.ts';

const me = leaseOwner('me');
const later = Date.now() + 1e6;

let library: WrittenLibrary;
let queue: FilmQueue;
let watch: CrashWatch;
let film: number;
let logged: LogEntry[];

beforeEach(() => {
  library = new WrittenLibrary();
  queue = new FilmQueue(library.store, bookOf([fakePass('probe'), fakePass('audio', { after: ['probe'] })]));
  logged = [];
  watch = new CrashWatch(library.store, queue, me, new EventLog((entry) => logged.push(entry)));
  film = library.film({});
  queue.enqueueFilm(film, 'new');
});
afterEach(() => library.close());

const job = () => library.store.jobs.byVideo(film)[0]!;

function runBy(owner: string, until = later): void {
  library.store.jobs.claim([job().id], owner, until);
}

describe('A job that is found running', () => {
  test('by the worker that takes a dead one’s place is a crash, with the dead one’s last words', () => {
    runBy(me);
    watch.lookAtStart('Error: out of memory');
    expect(job()).toMatchObject({ state: 'queued', crashes: 1, leaseOwner: null });
    expect(job().log).toMatch(/^\d{4}-.* Error: out of memory$/);
  });

  test('of a process that is gone is a crash', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    runBy(`${hostname()} ${pid} worker`);
    watch.look();
    expect(job()).toMatchObject({ state: 'queued', crashes: 1 });
    expect(job().log).toContain(`The process ${pid} ended without a word.`);
  });

  test('of a living process, or of another machine, is left alone until its lease has run out', () => {
    for (const owner of [leaseOwner('other'), 'elsewhere 1 worker']) {
      runBy(owner);
      watch.look();
      expect(job()).toMatchObject({ state: 'running', leaseOwner: owner });
      library.store.jobs.heartbeat(owner, 1);
      watch.look();
      expect(job().state).toBe('queued');
    }
    expect(job().crashes).toBe(2);
  });

  test('three times is set aside, and fails its film without holding what does not need it', () => {
    for (let time = 0; time < 3; time++) {
      runBy(me);
      watch.lookAtStart(null);
    }
    expect(job()).toMatchObject({ pass: 'probe', state: 'set-aside' });
    const path = library.store.videos.byId(film)!.path;
    expect(logged.map(({ event, facts }) => [event, facts])).toEqual(
      [1, 2, 3].map((crashes) => [
        'film.crashed',
        { film: path, pass: 'probe', crashes, setAside: crashes === 3 },
      ]),
    );
    expect(library.store.jobs.byVideo(film)).toHaveLength(1);
    const video = library.store.videos.byId(film);
    expect(video).toMatchObject({ state: 'failed', problem: { code: 'internal' } });
    expect(video?.problem?.sentence).toContain('3 times');

    expect(queue.retry(null, { setAside: true })).toEqual([film]);
    expect(library.store.jobs.byVideo(film).map(({ pass, crashes }) => [pass, crashes])).toEqual([
      ['probe', 0],
      ['audio', 0],
    ]);
    expect(library.store.videos.byId(film)).toMatchObject({ state: 'waiting', problem: null });
  });
});
