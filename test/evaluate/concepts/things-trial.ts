import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { Core } from '../../../src-main/api/core-interface.ts';
import { openCore } from '../../../src-main/api/core.ts';
import { boxIou, type Box } from '../../../src-main/domain/box.ts';
import { conceptSeen } from '../../../src-main/domain/concept.ts';
import { dot, weightedMean } from '../../../src-main/domain/vector.ts';
import { propBoxAt, type FilmTruth } from '../../../src-main/film-maker/film-truth.ts';
import { filmHeight, filmWidth } from '../../../src-main/film-maker/film-format.ts';
import type { FilmScript } from '../../../src-main/film-maker/film-script.ts';
import { thingsFilm, type Individual } from '../../../src-main/film-maker/generated-things.ts';
import { makeFilm } from '../../../src-main/film-maker/make-film.ts';
import { ShotStage } from '../../../src-main/film-maker/shot-stage.ts';
import { layTimeline } from '../../../src-main/film-maker/timeline.ts';
import { trainHead, probabilityOf } from '../../../src-main/indexing/concepts/head.ts';
import { ensureFfmpeg } from '../../../src-main/media/ffmpeg-install.ts';
import { ConceptWords } from '../../../src-main/models/concept-bank/concept-words.ts';
import { modelCacheFolder } from '../../../src-main/models/model-cache-folder.ts';
import type { RegionEncoder } from '../../../src-main/models/families/region-encoder.ts';
import { openModels } from '../../../src-main/models/starter-pack.ts';
import { openForReading } from '../../../src-main/store/library-database.ts';
import { LibraryReader } from '../../../src-main/store/library-reader.ts';
import { indexFilm } from '../../bench/film-trial.ts';
import { rankingScores, type RankingScores } from './rankings.ts';

export interface Ranks {
  /** "@Chia" */
  readonly generic: RankingScores;
  /** "@Chia in the kitchen" */
  readonly context: RankingScores;
}

export interface ThingsTrial {
  readonly methods: ReadonlyMap<string, Ranks>;
  /** Share of templates in which the thing is found without help. */
  readonly localised: number;
  /** Of shots that a concept is said to be in, and of shots that it is in. */
  readonly precision: number;
  readonly recall: number;
  readonly enrolSeconds: number;
}

interface Picture {
  readonly path: string;
  readonly box: Box;
  /** The whole picture, described. */
  readonly scene: Float32Array;
}

/** One shot of the film is one candidate. */
interface Segment {
  readonly who: string;
  readonly place: string;
  readonly start: number;
  readonly end: number;
}

const filmCache = fileURLToPath(new URL('../../../.cache/films/', import.meta.url));
const whole: Box = { x: 0, y: 0, width: 1, height: 1 };
const templateCount = 3;

/** Indexes a film of dogs and mugs, enrols each from three pictures, and ranks its shots by several methods. */
export async function rankThings(seed: number): Promise<ThingsTrial> {
  const ffmpeg = await ensureFfmpeg((line) => console.error(line));
  const things = thingsFilm(seed);
  const made = await makeFilm(ffmpeg, things.film, filmCache);
  const truth = JSON.parse(await readFile(made.truth, 'utf8')) as FilmTruth;
  const folder = await mkdtemp(join(tmpdir(), 'kinora-things-'));
  const models = await openModels(modelCacheFolder());
  const core = await openCore({ libraryFolder: join(folder, 'library') });
  try {
    const pictures = new Map<string, Picture[]>();
    for (const [name, script] of things.templates)
      pictures.set(name, await drawPictures(name, script, folder, models.regions));
    await indexFilm(core, made.film);
    const localised = await localisedShare(core, things.individuals, pictures);
    const enrolSeconds = await enrolAll(core, things.individuals, pictures);
    const reader = new LibraryReader(openForReading(join(folder, 'library')));
    try {
      const segments = segmentsOf(truth);
      const { methods, presence } = await rankAll(reader, things.individuals, pictures, segments);
      return { methods, localised, enrolSeconds, ...presence };
    } finally {
      reader.close();
    }
  } finally {
    await core.close();
    await models.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function drawPictures(
  name: string,
  script: FilmScript,
  folder: string,
  regions: RegionEncoder,
): Promise<Picture[]> {
  const stage = new ShotStage(script);
  const pictures: Picture[] = [];
  for (const shot of layTimeline(script, () => 1).shots) {
    const data = new Uint8Array(filmWidth * filmHeight * 3);
    const canvas = { width: filmWidth, height: filmHeight, data };
    await stage.draw(canvas, shot, 0.5, () => null);
    const path = join(folder, `${name} ${pictures.length}.jpg`);
    await sharp(data, { raw: { width: filmWidth, height: filmHeight, channels: 3 } })
      .jpeg({ quality: 92 })
      .toFile(path);
    const [scene] = await regions.describe(canvas, [whole]);
    pictures.push({ path, box: propBoxAt(shot.script.props[0]!, 0), scene: scene! });
  }
  return pictures;
}

const kindOf = ({ kind }: Individual) => (kind === 'dog' ? ('pet' as const) : ('object' as const));

async function localisedShare(
  core: Core,
  individuals: readonly Individual[],
  pictures: ReadonlyMap<string, readonly Picture[]>,
): Promise<number> {
  let found = 0;
  for (const one of individuals) {
    const own = pictures.get(one.name)!.slice(0, templateCount);
    const { pictures: outcomes } = await core.call('concepts.preview', {
      kind: kindOf(one),
      pictures: own.map(({ path }) => ({ picture: { path } })),
    });
    found += outcomes.filter(({ box }, index) => box && boxIou(box, own[index]!.box) >= 0.5).length;
  }
  return found / individuals.length / templateCount;
}

/** As people enrol who correct what was localised; gives the seconds that the slowest took. */
async function enrolAll(
  core: Core,
  individuals: readonly Individual[],
  pictures: ReadonlyMap<string, readonly Picture[]>,
): Promise<number> {
  let slowest = 0;
  for (const one of individuals) {
    const own = pictures.get(one.name)!.slice(0, templateCount);
    const before = performance.now();
    await core.call('concepts.add', {
      name: one.name,
      kind: kindOf(one),
      pictures: own.map(({ path, box }) => ({ picture: { path }, box })),
    });
    slowest = Math.max(slowest, (performance.now() - before) / 1000);
  }
  return slowest;
}

function segmentsOf(truth: FilmTruth): Segment[] {
  return truth.objects.map(({ individual, start, end }) => ({
    who: individual!,
    place: truth.places.findLast((place) => place.start <= start + 0.1)!.name,
    start,
    end,
  }));
}

async function rankAll(
  reader: LibraryReader,
  individuals: readonly Individual[],
  pictures: ReadonlyMap<string, readonly Picture[]>,
  segments: readonly Segment[],
) {
  const [video] = reader.videos.all();
  const [head] = reader.concepts.heads();
  const scenes = [...reader.regions.byVideo(video!.id, head!.model)].filter(
    ({ label, box }) => label === '' && box.width === 1 && box.height === 1,
  );
  const bestIn = <T extends { readonly time: number }>(
    items: readonly T[],
    segment: Segment,
    score: (item: T) => number,
  ): number =>
    Math.max(
      0,
      ...items.filter(({ time }) => time >= segment.start && time < segment.end).map((item) => score(item)),
    );
  const scored = new Map<string, (name: string) => (segment: Segment) => number>([
    [
      'concept',
      (name) => {
        const concept = reader.concepts.all().find((one) => one.name === name)!;
        const frames = reader.concepts.likeliest(concept.id, 100_000);
        return (segment) => bestIn(frames, segment, ({ likelihood }) => likelihood);
      },
    ],
    ['template averaging', averaging(templateCount)],
    ['ten templates averaged', averaging(10)],
    ['ten templates without the ellipse', withoutEllipse(10)],
  ]);
  function averaging(count: number) {
    return (name: string) => {
      const own = pictures
        .get(name)!
        .slice(0, count)
        .map(({ scene }) => scene);
      const mean = weightedMean(
        own,
        own.map(() => 1),
      );
      return (segment: Segment) => bestIn(scenes, segment, ({ vector }) => dot(vector, mean) ** 20);
    };
  }
  function withoutEllipse(count: number) {
    return (name: string) => {
      const templates = pictures
        .get(name)!
        .slice(0, count)
        .map(({ scene }) => [scene]);
      const own = trainHead({ templates, background: scenes.map(({ vector }) => vector), rivals: [] });
      return (segment: Segment) => bestIn(scenes, segment, ({ vector }) => probabilityOf(own, vector));
    };
  }
  const placeLikeness = await likenessOfPlaces(reader, video!.id, segments, bestIn);
  const methods = new Map<string, Ranks>();
  for (const [method, scoresFor] of scored) {
    const generic = individuals.map(({ name }) => {
      const score = scoresFor(name);
      return segments.map((segment) => ({ score: score(segment), isRight: segment.who === name }));
    });
    const context = individuals.flatMap(({ name }) => {
      const score = scoresFor(name);
      return [...placeLikeness].map(([place, likeness]) =>
        segments.map((segment, index) => ({
          score: Math.sqrt((score(segment) + 1e-3) * (likeness[index]! + 1e-3)),
          isRight: segment.who === name && segment.place === place,
        })),
      );
    });
    methods.set(method, { generic: rankingScores(generic), context: rankingScores(context) });
  }
  return { methods, presence: presenceOf(individuals, segments, scored.get('concept')!) };
}

/** How likely each segment shows each place, by its name. */
async function likenessOfPlaces(
  reader: LibraryReader,
  videoId: number,
  segments: readonly Segment[],
  bestIn: <T extends { readonly time: number }>(
    items: readonly T[],
    segment: Segment,
    score: (item: T) => number,
  ) => number,
): Promise<Map<string, number[]>> {
  const words = new ConceptWords();
  const { model } = reader.frames.stamps()[0]!;
  const frames = [...reader.frames.byVideo(videoId, model)];
  const likeness = new Map<string, number[]>();
  for (const place of new Set(segments.map((segment) => segment.place))) {
    const of = words.likenessTo(await words.encodeText(place));
    likeness.set(
      place,
      segments.map((segment) => bestIn(frames, segment, ({ vector }) => of(vector))),
    );
  }
  return likeness;
}

function presenceOf(
  individuals: readonly Individual[],
  segments: readonly Segment[],
  scoresFor: (name: string) => (segment: Segment) => number,
) {
  let [right, claimed, there] = [0, 0, 0];
  for (const { name } of individuals) {
    const score = scoresFor(name);
    for (const segment of segments) {
      const isSeen = score(segment) >= conceptSeen;
      const isThere = segment.who === name;
      if (isSeen && isThere) right++;
      if (isSeen) claimed++;
      if (isThere) there++;
    }
  }
  return { precision: claimed > 0 ? right / claimed : 1, recall: right / there };
}
