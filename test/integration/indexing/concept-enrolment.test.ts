import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCore, type Core } from '../../../src-main/api/core.ts';
import { propBoxAt } from '../../../src-main/film-maker/film-truth.ts';
import { filmHeight, filmWidth } from '../../../src-main/film-maker/film-format.ts';
import { parseScript, type FilmScript } from '../../../src-main/film-maker/film-script.ts';
import { thingsFilm } from '../../../src-main/film-maker/generated-things.ts';
import { makeFilm } from '../../../src-main/film-maker/make-film.ts';
import { writePortraits } from '../../../src-main/film-maker/portraits.ts';
import { sampleScript } from '../../../src-main/film-maker/sample-script.ts';
import { ShotStage } from '../../../src-main/film-maker/shot-stage.ts';
import { layTimeline } from '../../../src-main/film-maker/timeline.ts';
import { ensureFfmpeg } from '../../../src-main/media/ffmpeg-install.ts';
import { modelCacheFolder } from '../../../src-main/models/model-cache-folder.ts';

const things = thingsFilm(17, 2);
const { name } = things.individuals[0]!;
const kind = 'pet';
const templates = things.templates.get(name)!;
const box = propBoxAt(templates.shots[0]!.props[0]!, 0);

let folder: string;
let core: Core;
let drawn: string[];
let portrait: string;

/** Draws the first shots of a script as pictures. */
async function draw(script: FilmScript, count: number): Promise<string[]> {
  const stage = new ShotStage(script);
  const paths: string[] = [];
  for (const shot of layTimeline(script, () => 1).shots.slice(0, count)) {
    const data = new Uint8Array(filmWidth * filmHeight * 3);
    await stage.draw({ width: filmWidth, height: filmHeight, data }, shot, 0.5, () => null);
    const path = join(folder, `${script.title} ${paths.length}.png`);
    await sharp(data, { raw: { width: filmWidth, height: filmHeight, channels: 3 } })
      .png()
      .toFile(path);
    paths.push(path);
  }
  return paths;
}

async function grey(width: number, height: number): Promise<string> {
  const path = join(folder, `grey ${width}.png`);
  await sharp({ create: { width, height, channels: 3, background: '#8a8f95' } })
    .png()
    .toFile(path);
  return path;
}

const given = (paths: readonly string[]) => paths.map((path) => ({ picture: { path } }));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinora-concepts-'));
  core = await openCore({ libraryFolder: join(folder, 'library') });
  drawn = await draw(templates, 2);
  const { cast } = sampleScript();
  const portraits = await writePortraits(cast.slice(0, 1), folder);
  portrait = join(folder, Object.values(portraits)[0]![0]!);
});

afterAll(async () => {
  await core.close();
  await rm(folder, { recursive: true, force: true });
});

describe('enrolling a concept', () => {
  test('takes a picture with a box, and twenty copies of it as one', async () => {
    const copies = Array.from({ length: 20 }, () => ({ picture: { path: drawn[0]! }, box }));
    const { concept, pictures } = await core.call('concepts.add', { name, kind, pictures: copies });
    expect(concept).toMatchObject({ name, kind, pictures: 1, videos: 0 });
    expect(concept!.cover).toMatch(/^data:image\/jpeg;base64,.{100}/);
    const refused = pictures.filter(({ problem }) => problem);
    expect(refused).toHaveLength(19);
    expect(refused[0]!.problem!.sentence).toContain('is the same picture as');
  });

  test('refuses pictures without an animal, too small and unreadable ones, each with a reason', async () => {
    const empty = parseScript({
      title: 'Empty',
      seed: 1,
      cast: [],
      shots: [{ place: 'street', framing: 'wide', duration: 1 }],
    });
    const paths = [
      ...(await draw(empty, 1)),
      await grey(1, 1),
      await grey(9000, 7000),
      join(folder, 'none.png'),
    ];
    const { concept, pictures } = await core.call('concepts.add', {
      name: 'Nothing',
      kind,
      pictures: given(paths),
    });
    expect(concept).toBeNull();
    expect(pictures.map(({ problem }) => problem?.code)).toEqual([
      'not-found',
      'bad-input',
      'not-found',
      'unreadable-file',
    ]);
    expect(pictures[1]!.problem!.sentence).toContain('1 x 1');
    expect((await core.call('concepts.list', {})).concepts).toHaveLength(1);
  });

  test('refuses a person, and says where people are enrolled', async () => {
    const { concept, pictures } = await core.call('concepts.add', {
      name: 'Somebody',
      kind: 'object',
      pictures: [{ picture: { path: portrait }, box: { x: 0.1, y: 0.1, width: 0.8, height: 0.85 } }],
    });
    expect(concept).toBeNull();
    expect(pictures[0]!.problem).toMatchObject({ code: 'is-person' });
    expect(pictures[0]!.problem!.remedy).toContain('kinora people add');
  });

  test('lets no two things have one name', async () => {
    await core.call('people.add', { name: 'Ada', pictures: [{ path: portrait }] });
    const pictures = [{ picture: { path: drawn[1]! }, box }];
    await expect(core.call('concepts.add', { name: 'ada', kind, pictures })).rejects.toMatchObject({
      code: 'same-name',
    });
    await expect(core.call('concepts.add', { name, kind: 'place', pictures })).rejects.toMatchObject({
      code: 'same-name',
    });
    await expect(core.call('people.add', { name, pictures: [{ path: portrait }] })).rejects.toMatchObject({
      code: 'same-name',
    });
    await expect(core.call('concepts.rename', { name, to: 'Ada' })).rejects.toMatchObject({
      code: 'same-name',
    });
  });

  test('previews without storing anything', async () => {
    const preview = await core.call('concepts.preview', {
      kind,
      pictures: [{ picture: { path: drawn[1]! }, box }],
    });
    expect(preview).toMatchObject({ found: [], confused: [] });
    expect(preview.pictures[0]!.box).toEqual(box);
    expect((await core.call('concepts.list', {})).concepts).toHaveLength(1);
  });
});

test('a concept that is removed while a film is indexed is gone, and the film is whole', async () => {
  const shots = things.film.shots.slice(0, 2);
  const script = parseScript({ ...things.film, title: 'Two things', shots });
  const ffmpeg = await ensureFfmpeg(() => {});
  const { film } = await makeFilm(ffmpeg, script, modelCacheFolder());
  const indexing = core.call('library.index', { paths: [film] });
  expect(await core.call('concepts.remove', { name })).toEqual({ removed: true });
  expect(await indexing).toMatchObject({ videos: 1, failed: [] });
  expect(await core.call('concepts.list', {})).toEqual({ concepts: [] });
  await expect(core.call('appearances.list', { name })).rejects.toMatchObject({ code: 'unknown-person' });
});

test('a concept that is enrolled from a frame of a film keeps that frame as its picture', async () => {
  const { videos } = await core.call('library.videos', {});
  const { concept, pictures } = await core.call('concepts.add', {
    name: 'This one',
    kind: 'object',
    pictures: [
      { picture: { videoId: videos[0]!.id, time: 0.5 }, box: propBoxAt(things.film.shots[0]!.props[0]!, 0) },
    ],
  });
  expect(pictures).toMatchObject([{ picture: 'Two things, 0.5 s', problem: null }]);
  expect(concept).toMatchObject({ name: 'This one', pictures: 1 });
});
