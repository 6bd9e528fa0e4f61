import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract, events, type EventOf, type MethodName } from '../../../src-main/api/contract.ts';
import { openCore, type Core } from '../../../src-main/api/core.ts';
import { intersectIntervals, mergeIntervals, type Interval } from '../../../src-main/domain/interval.ts';
import type { FilmTruth } from '../../../src-main/film-maker/film-truth.ts';
import { generatedScript } from '../../../src-main/film-maker/generated-script.ts';
import { makeFilm, type MadeFilm } from '../../../src-main/film-maker/make-film.ts';
import { findFfmpeg, type FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';
import { probe } from '../../../src-main/media/probe.ts';
import { modelCacheFolder } from '../../../src-main/models/model-cache-folder.ts';

// The real core on a short drawn film: the whole way from a file to a clip.

let folder: string;
let tools: FfmpegTools;
let made: MadeFilm;
let truth: FilmTruth;
let core: Core;
let film: string;
const progress: EventOf<'indexing.progress'>[] = [];
const changes: EventOf<'library.changed'>[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-core-'));
  tools = await findFfmpeg();
  const script = generatedScript(20, { duration: 12, castSize: 2 });
  made = await makeFilm(tools, script, join(modelCacheFolder(), 'films'));
  truth = JSON.parse(readFileSync(made.truth, 'utf8')) as FilmTruth;
  mkdirSync(join(folder, 'films'));
  film = join(folder, 'films', 'Short film.mp4');
  await copyFile(made.film, film);
  await copyFile(made.subtitles, join(folder, 'films', 'Short film.srt'));
  core = await openCore({ libraryFolder: join(folder, 'library') });
  core.on('indexing.progress', (told) => progress.push(told));
  core.on('library.changed', (told) => changes.push(told));
});

afterAll(async () => {
  await core?.close();
  rmSync(folder, { recursive: true, force: true });
});

const visible = (name: string): Interval[] =>
  mergeIntervals(truth.people.find((person) => person.name === name)?.visible ?? [], 1);
const names = () => Object.keys(made.portraits);

describe('The way to the first moment', { timeout: 120_000 }, () => {
  it('indexes a folder and tells the files that cannot be', async () => {
    writeFileSync(join(folder, 'films', 'empty.mp4'), '');
    const { videos, failed } = await core.call('library.index', { paths: [join(folder, 'films')] });
    expect(failed).toEqual([
      { path: expect.stringContaining('empty.mp4'), reason: expect.stringContaining('empty.mp4') },
    ]);
    expect(videos).toBe(1);
    rmSync(join(folder, 'films', 'empty.mp4'));
    const last = progress.at(-1);
    expect(last).toMatchObject({ state: 'idle', step: 'done' });
    expect(progress.length).toBeGreaterThan(2);
    expect(changes).toContainEqual({ what: 'videos' });
  });

  it('shows the film with its poster, its shots and its lines', async () => {
    const { videos } = await core.call('library.videos', {});
    const video = videos.find(({ path }) => basename(path) === 'Short film.mp4');
    expect(video).toMatchObject({ state: 'ready', hasPoster: true, hasAudio: true, width: 640, height: 360 });
    const page = await core.call('library.video', { id: video!.id });
    expect(page.playback).toBe('direct');
    expect(page.cues.length).toBe(truth.speech.length);
    expect(page.shots.length).toBe(truth.shots.length);
    expect(page.summary).toMatchObject({ people: [] });
    expect(existsSync(core.media.poster(video!.id)!)).toBe(true);
    expect(existsSync(core.media.sprite(video!.id)!)).toBe(true);
    expect(core.media.video(video!.id)).toMatchObject({ mime: 'video/mp4', playback: 'direct' });
  });

  it('groups everybody whom nobody has named; a name finds them at once, until it is taken back', async () => {
    const { groups, total } = await core.call('people.unnamed', {});
    expect(groups).toHaveLength(total);
    expect(total).toBeGreaterThanOrEqual(names().length);
    const [most] = groups;
    expect(most!.onScreen).toBe(Math.max(...groups.map(({ onScreen }) => onScreen)));
    const face = most!.faces[0]!;
    expect(basename(face.path)).toBe('Short film.mp4');
    expect(existsSync((await core.media.face(face.track))!)).toBe(true);
    expect(await core.media.face(999_999)).toBeNull();

    const { person, known } = await core.call('people.name', { group: most!.id, name: 'Stranger' });
    expect(person).toMatchObject({ name: 'Stranger', videos: 1, onScreen: most!.onScreen });
    expect(known).toBe(false);
    expect(existsSync(core.media.personPicture(person.id)!)).toBe(true);
    const { moments } = await core.call('search.run', { query: '@Stranger' });
    const shown = names().filter((name) =>
      moments.every(({ start, end }) => visible(name).some((seen) => seen.start < end && seen.end > start)),
    );
    expect(shown).not.toEqual([]);
    await expect(core.call('people.ignore', { group: most!.id })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await core.call('people.undo', {})).toEqual({ undone: 'name' });
    expect((await core.call('people.list', {})).people).toEqual([]);
    expect((await core.call('people.unnamed', {})).total).toBe(total);
  });

  it('enrols the cast, and adds to the same person whatever the case of the name', async () => {
    for (const [name, portraits] of Object.entries(made.portraits)) {
      const pictures = portraits.map((path) => ({ path }));
      const { person, accepted, rejected } = await core.call('people.add', { name, pictures });
      expect(rejected).toEqual([]);
      expect(accepted).toBe(portraits.length);
      expect(person?.name).toBe(name);
    }
    const [name] = names();
    const bytes = readFileSync(made.portraits[name!]![0]!);
    const { person, rejected } = await core.call('people.add', {
      name: name!.toUpperCase(),
      pictures: [
        { name: 'again.png', base64: bytes.toString('base64') },
        { path: join(folder, 'not there.png') },
      ],
    });
    // The same picture tells nothing more.
    expect(rejected.map(({ picture }) => picture)).toContain('again.png');
    expect(person).toMatchObject({ name, pictures: made.portraits[name!]!.length });
    expect((await core.call('people.list', {})).people).toHaveLength(names().length);
    expect(existsSync(core.media.personPicture(person!.id)!)).toBe(true);
  });

  it('finds each person where they are, to a quarter of a second', async () => {
    for (const name of names()) {
      const { moments } = await core.call('search.run', { query: `@${name}` });
      const wanted = visible(name);
      expect(moments.length).toBe(wanted.length);
      for (const { start, end } of wanted) {
        const near = moments.some(
          (one) => Math.abs(one.start - start) <= 0.25 && Math.abs(one.end - end) <= 0.25,
        );
        expect([name, start, end, near]).toEqual([name, start, end, true]);
      }
    }
  });

  it('finds both together only where both are', async () => {
    const [one, other] = names();
    const { moments } = await core.call('search.run', { query: `@${one} @${other}` });
    const both = mergeIntervals(
      intersectIntervals(
        truth.people.find(({ name }) => name === one)!.visible,
        truth.people.find(({ name }) => name === other)!.visible,
      ),
      1,
    );
    expect(moments).toHaveLength(both.length);
  });

  it('finds a line and writes the moment as a clip and its words as subtitles', async () => {
    const line = truth.speech[0]!;
    const { moments } = await core.call('search.run', { query: `"${line.text}"` });
    const [moment] = moments;
    expect(Math.abs(moment!.start - line.start)).toBeLessThanOrEqual(0.25);
    expect(moment!.evidence).toContainEqual(expect.objectContaining({ kind: 'line' }));
    expect(await core.call('search.moment', { id: moment!.id })).toMatchObject({ id: moment!.id });

    const clip = await core.call('exports.clip', { momentId: moment!.id });
    expect(dirname(clip.path)).toBe(join(folder, 'library', 'exports'));
    const { duration } = await probe(tools, clip.path);
    expect(Math.abs(duration - (moment!.end - moment!.start))).toBeLessThan(0.2);
    expect(core.media.exported(basename(clip.path))).toBe(clip.path);
    const second = await core.call('exports.clip', { momentId: moment!.id, mode: 'lossless' });
    expect(basename(second.path)).toMatch(/ \(2\)\.mp4$/);

    const output = join(folder, 'words.srt');
    const interval = { start: moment!.start, end: moment!.end };
    const { cues } = await core.call('exports.subtitles', { path: film, output, interval });
    expect(cues).toBeGreaterThan(0);
    expect(readFileSync(output, 'utf8')).toContain('-->');

    const source = core.call('exports.clip', { momentId: moment!.id, output: film });
    await expect(source).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('gives frames and a converted stream to viewers', async () => {
    const { videos } = await core.call('library.videos', {});
    const { id } = videos.find(({ path }) => basename(path) === 'Short film.mp4')!;
    const frame = await core.media.frame(id, 2.5);
    expect(statSync(frame!).size).toBeGreaterThan(1000);
    expect(await core.media.frame(id, 2.5)).toBe(frame);
    const clip = await core.media.clip(`m${id}-20-35`);
    expect(basename(clip!)).toMatch(/ 00m02\.0s-00m03\.5s\.mp4$/);
    expect((await probe(tools, clip!)).duration).toBeCloseTo(1.5, 1);
    expect(await core.media.clip(`m${id}-20-35`)).toBe(clip);
    const bytes: Buffer[] = [];
    for await (const chunk of core.media.transcode(id, 3)!) bytes.push(chunk as Buffer);
    const stream = join(folder, 'stream.mp4');
    writeFileSync(stream, Buffer.concat(bytes));
    const probed = await probe(tools, stream);
    expect(probed.video?.codec).toBe('h264');
    expect(spawnSync(tools.ffmpeg, ['-v', 'error', '-i', stream, '-f', 'null', '-']).stderr.toString()).toBe(
      '',
    );
  });

  it('never gives a file from outside', async () => {
    for (const name of ['../library.sqlite', '..', '', '/etc/passwd', 'a/b', 'a\\b', '.hidden', 'a\0b']) {
      expect(core.media.exported(name)).toBeNull();
    }
    expect(core.media.video(-1)).toBeNull();
    expect(core.media.poster(1.5)).toBeNull();
    expect(await core.media.frame(1, Number.NaN)).toBeNull();
    expect(await core.media.clip('m1-999999-1000000')).toBeNull();
    expect(await core.media.clip('m99-0-10')).toBeNull();
    expect(await core.media.clip('../m1-0-10')).toBeNull();
  });

  it('does nothing for a folder that has not changed, and keeps what is known of a film that was moved', async () => {
    const status = await core.call('library.status', {});
    const { videos: before } = await core.call('library.videos', {});
    const again = await core.call('library.index', { paths: [join(folder, 'films')] });
    expect(again.seconds).toBeLessThan(3);

    mkdirSync(join(folder, 'films', 'moved'));
    const moved = join(folder, 'films', 'moved', 'Renamed.mp4');
    renameSync(film, moved);
    renameSync(join(folder, 'films', 'Short film.srt'), join(folder, 'films', 'moved', 'Renamed.srt'));
    expect(core.media.video(before.find(({ path }) => basename(path) === 'Short film.mp4')!.id)).toBeNull();
    await expect
      .poll(async () => {
        const { videos: missing } = await core.call('library.videos', {});
        return missing.find(({ path }) => basename(path) === 'Short film.mp4')?.state;
      })
      .toBe('offline');
    await core.call('library.index', { paths: [join(folder, 'films')] });
    const { videos: after } = await core.call('library.videos', {});
    const find = (list: typeof after, name: string) => list.find(({ path }) => basename(path) === name);
    expect(find(after, 'Renamed.mp4')).toMatchObject({
      id: find(before, 'Short film.mp4')!.id,
      state: 'ready',
    });
    expect(await core.call('library.status', {})).toMatchObject({
      faceTracks: status.faceTracks,
      cues: status.cues,
    });
  });

  it('tells wrong input in one sentence, for every call', async () => {
    for (const method of Object.keys(contract) as MethodName[]) {
      const wrong = core.call(method, [] as never);
      await expect(wrong).rejects.toMatchObject({ code: 'bad-input' });
    }
    const unknown = await core.call('search.run', { query: '@Nobody' });
    expect(unknown).toMatchObject({ moments: [], problems: [{ code: 'unknown-person' }] });
  });

  it('answers in the forms of the contract', async () => {
    for (const [method, input] of [
      ['library.status', {}],
      ['library.videos', {}],
      ['people.list', {}],
      ['models.list', {}],
      ['search.run', { query: `@${names()[0]}` }],
      ['appearances.list', { name: names()[0]! }],
    ] as const) {
      const output = await core.call(method, input as never);
      expect(() => contract[method].output.parse(output)).not.toThrow();
    }
    for (const told of progress) expect(() => events['indexing.progress'].parse(told)).not.toThrow();
  });

  it('forgets a film and a person when asked to', async () => {
    const { videos } = await core.call('library.videos', {});
    for (const { id } of videos) expect(await core.call('library.remove', { id })).toEqual({ removed: true });
    expect(await core.call('people.remove', { name: names()[0]!.toLowerCase() })).toEqual({ removed: true });
    expect(await core.call('people.remove', { name: 'Nobody' })).toEqual({ removed: false });
    expect(await core.call('library.status', {})).toMatchObject({ videos: 0, faceTracks: 0, cues: 0 });
    expect(existsSync(join(folder, 'library', 'thumbnails', 'people'))).toBe(false);
  });
});
