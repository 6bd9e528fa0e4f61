import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCore, type Core } from '../../../src-main/api/core.ts';
import { sequenceFormats } from '../../../src-main/exports/sequence/sequence-formats.ts';
import { askKinora } from '../cli/kinora-process.ts';
import { makeShortFilm } from '../cli/short-film.ts';

// The real core on a short drawn film: a collection through everything that may happen to it and its film.

let place: string;
let film: string;
let core: Core;
let videoId: number;
let id: number;

const library = () => join(place, 'library');
const show = () => core.call('collections.show', { id });
const video = async () => (await core.call('library.videos', {})).videos[0]?.id ?? 0;

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'kinora-collections-'));
  mkdirSync(join(place, 'films'));
  film = join(place, 'films', 'A & B.mp4');
  await copyFile((await makeShortFilm()).path, film);
  core = await openCore({ libraryFolder: library() });
  await core.call('library.index', { paths: [join(place, 'films')] });
  videoId = await video();
});
afterAll(async () => {
  await core?.close();
  rmSync(place, { recursive: true, force: true });
});

describe('A collection', () => {
  it('takes moments by their ids, also those that overlap, and ends them with their film', async () => {
    const momentIds = [`m${videoId}-10-30`, `m${videoId}-20-45`, `m${videoId}-85-900`];
    const { collection } = await core.call('collections.add', { name: 'a/b 🎬', momentIds });
    id = collection.id;
    expect(collection).toMatchObject({ moments: 3, missing: 0, cover: { videoId, time: 1 } });
    const { moments } = await show();
    expect(moments[2]!.end).toBe(moments[2]!.videoDuration);
  });

  it.each([
    ['no id of a moment', { momentIds: ['12'] }, /is not the id of a moment/],
    ['a film that is not there', { momentIds: ['m999-1-2'] }, /holds no film/],
    ['a moment behind the end of its film', { momentIds: ['m1-9000-9100'] }, /Nothing would be left/],
    ['a name of 10,000 letters', { name: 'x'.repeat(10_000) }, /200 characters/],
    ['a name of spaces', { name: '   ' }, /at least one letter/],
  ])('refuses %s', async (_what, input, sentence) => {
    const momentIds = [`m${videoId}-10-30`];
    await expect(core.call('collections.add', { name: 'Other', momentIds, ...input })).rejects.toThrow(
      sentence,
    );
    expect((await core.call('collections.list', {})).collections).toHaveLength(1);
  });

  it('is told of under its name on the command line', async () => {
    const { moments } = await askKinora('collections show', ['A/B 🎬'], { library: library() });
    expect(moments).toHaveLength(3);
  });
});

describe('Its exports', () => {
  it('are written in every format under a name that any disk takes', async () => {
    for (const format of sequenceFormats) {
      const { path, moments, leftOut } = await core.call('collections.export', { id, format });
      expect(path).toMatch(/\/exports\/a b 🎬( \(\d\))?\.[a-z]+$/);
      expect([moments, leftOut]).toEqual([3, []]);
      expect(readFileSync(path, 'utf8').length).toBeGreaterThan(20);
    }
  });

  it('never replace the film, nor go where nothing can be written', async () => {
    const before = readFileSync(film);
    const to = (output: string) => core.call('collections.export', { id, format: 'csv', output });
    await expect(to(film)).rejects.toThrow(/would replace the file/);
    await expect(to(join(film, 'a.csv'))).rejects.toThrow(/does not exist/);
    await expect(core.call('collections.clips', { id, output: join(film, 'clips') })).rejects.toThrow(
      /cannot be written/,
    );
    expect(readFileSync(film).equals(before)).toBe(true);
  });

  it('are clips of each moment, numbered, and say how far they are', async () => {
    const told: number[] = [];
    const stop = core.on('collections.progress', ({ fraction }) => told.push(fraction));
    const { files, leftOut } = await core.call('collections.clips', { id });
    stop();
    expect(leftOut).toEqual([]);
    expect(files.map((file) => file.split('/').at(-1)!.slice(0, 7))).toEqual([
      '1 A & B',
      '2 A & B',
      '3 A & B',
    ]);
    expect(told.at(-1)).toBe(1);
  });
});

describe('A film that', () => {
  it('moves takes its moments with it', async () => {
    const moved = join(place, 'films', 'Moved.mp4');
    renameSync(film, moved);
    film = moved;
    await core.call('library.index', { paths: [join(place, 'films')] });
    const { moments } = await show();
    expect(moments.map(({ path, missing }) => [path, missing])).toEqual(Array(3).fill([film, false]));
  });

  it('is gone leaves its moments behind as missing, which are told and left out', async () => {
    const other = join(place, 'films', 'Other.mp4');
    writeFileSync(other, Buffer.concat([readFileSync(film), Buffer.from('another film')]));
    await core.call('library.index', { paths: [other] });
    const { videos } = await core.call('library.videos', {});
    const otherId = videos.find(({ id }) => id !== videoId)!.id;
    await core.call('collections.add', { name: 'a/b 🎬', momentIds: [`m${otherId}-10-30`] });
    renameSync(film, `${film}.away`);
    const montage = await core.call('collections.montage', { id });
    expect(montage.moments).toBe(1);
    expect(montage.leftOut.map(({ reason }) => reason)).toEqual(Array(3).fill('Its film is not there now.'));
    renameSync(other, `${other}.away`);
    const exported = readdirSync(join(library(), 'exports'));
    await expect(core.call('collections.montage', { id })).rejects.toThrow(/No film of the collection/);
    expect(readdirSync(join(library(), 'exports'))).toEqual(exported);
    renameSync(`${film}.away`, film);
  });

  it('is taken out and added again has its moments again', async () => {
    await core.call('library.remove', { id: videoId });
    expect(
      (await show()).moments.slice(0, 3).every(({ missing, videoId }) => missing && videoId === null),
    ).toBe(true);
    await core.call('library.index', { paths: [film] });
    expect((await show()).moments.slice(0, 3).some(({ missing }) => missing)).toBe(false);
    expect(existsSync(film)).toBe(true);
  });
});
