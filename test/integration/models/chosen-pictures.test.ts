import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DownloadModel } from '../../../native-models/downloads.ts';
import { seededRandom } from '../../../src-main/domain/random.ts';
import { parseScript } from '../../../src-main/film-maker/film-script.ts';
import { propBoxAt } from '../../../src-main/film-maker/film-truth.ts';
import { thingsFilm } from '../../../src-main/film-maker/generated-things.ts';
import { makeFilm } from '../../../src-main/film-maker/make-film.ts';
import type { ConceptPicture } from '../../../src-main/indexing/concepts/concept-pictures.ts';
import { LibraryWriter } from '../../../src-main/indexing/library-writer.ts';
import { ensureFfmpeg } from '../../../src-main/media/ffmpeg-install.ts';
import { openChosenTexts } from '../../../src-main/models/chosen-models.ts';
import { ModelManager } from '../../../src-main/models/manager/model-manager.ts';
import { modelCacheFolder } from '../../../src-main/models/model-cache-folder.ts';
import { openModels } from '../../../src-main/models/starter-pack.ts';
import { MomentSearch } from '../../../src-main/search/moment-search.ts';
import { openForReading, openForWriting } from '../../../src-main/store/library-database.ts';
import { LibraryReader } from '../../../src-main/store/library-reader.ts';
import { downloadModel, knownFile } from '../../fixtures/download-model.ts';
import { drawShots } from '../../fixtures/drawn-shots.ts';
import { clipTokenizerJson, mergesFor } from '../../fixtures/tokenizer-json.ts';
import { colourImageTower, colourTextTower } from '../../fixtures/two-tower-graphs.ts';

// A small model of the CLIP family, chosen to describe the library: pictures and words are colours in it. All else is what
// people run: the film is decoded and described, the concept enrolled and its word learned, and the sentence searched for.

const size = 32;
const id = 'small-clip';
const colours = { green: [0, 1, 0], red: [1, 0, 0], blue: [0, 0, 1], dark: [-1, -1, -1] } as const;

const things = thingsFilm(17, 2);
/** One shot, which shows the thing that is enrolled. */
const film = parseScript({ ...things.film, title: 'One thing', shots: things.film.shots.slice(0, 1) });
const { name } = film.shots[0]!.props[0]!.individual!;

let home: string;
let cache: string;
let models: DownloadModel[];
let path: string;
let pictures: ConceptPicture[];
let isChosen = false;

/** The files of the model, as they are fetched. */
function smallClip(): Readonly<Record<string, Uint8Array>> {
  const { json, vocabulary } = clipTokenizerJson(mergesFor([...Object.keys(colours), 'a', 'photo', 'of']));
  const random = seededRandom(3);
  const silent = new Set(['a</w>', 'photo</w>', 'of</w>']);
  // Whatever a noun is made of is some colour, since the map from pictures to words is fitted on nouns.
  const table = Object.fromEntries(
    Object.entries(vocabulary).flatMap(([token, number]) => {
      const known = colours[token.replace('</w>', '') as keyof typeof colours];
      const any = [0, 1, 2].map(() => random.between(-0.5, 0.5)) as [number, number, number];
      return silent.has(token) || token.startsWith('<|') ? [] : [[number, known ?? any]];
    }),
  );
  return {
    'vision.onnx': colourImageTower(size, 'image_embeds'),
    'text.onnx': colourTextTower(table, Object.keys(vocabulary).length, 'text_embeds'),
    'tokenizer.json': new TextEncoder().encode(JSON.stringify(json)),
  };
}

const roles = { 'vision.onnx': 'image-encoder', 'text.onnx': 'text-encoder', 'tokenizer.json': 'tokenizer' };

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'kinora-pictures-'));
  cache = join(home, 'cache');
  const stick = join(home, 'stick');
  await mkdir(join(stick, id), { recursive: true });
  const files = Object.entries(smallClip());
  for (const [file, bytes] of files) await writeFile(join(stick, id, file), bytes);
  const known = files.map(([file, bytes]) => ({
    ...knownFile(file, `https://example.org/${file}`, bytes),
    role: roles[file as keyof typeof roles],
  }));
  models = [
    {
      ...downloadModel(id, known as DownloadModel['files']),
      family: 'visual-text-encoder',
      graphContract: 'clip',
      dimension: 4,
      thresholds: { logitScale: 42 },
      inputs: [{ name: 'pixel_values', type: 'float32', shape: ['batch', 3, size, size] }],
    },
  ];
  const manager = new ModelManager(cache, { models });
  expect((await manager.import(stick)).imported).toEqual([id]);
  path = (await makeFilm(await ensureFfmpeg(() => {}), film, modelCacheFolder())).film;
  const shots = [film.shots[0]!, ...things.templates.get(name)!.shots.slice(0, 1)];
  const drawn = await drawShots({ ...film, shots });
  pictures = await Promise.all(
    drawn.map(async ({ data, width, height }, index) => {
      const template = join(home, `${index}.png`);
      await sharp(data, { raw: { width, height, channels: 3 } })
        .png()
        .toFile(template);
      return { picture: { path: template }, box: propBoxAt(shots[index]!.props[0]!, 0) };
    }),
  );
}, 120_000);

afterAll(() => rm(home, { recursive: true, force: true }));

describe('a chosen model that brings pictures and texts into one space', { timeout: 300_000 }, () => {
  let libraryFolder: string;
  let writer: LibraryWriter;
  let learnedAnew: Promise<void>;

  beforeAll(() => {
    libraryFolder = join(home, 'library');
    const told = Promise.withResolvers<void>();
    learnedAnew = told.promise;
    writer = new LibraryWriter(
      { libraryFolder, modelCache: cache },
      { progress: () => {}, changed: (what) => what === 'concepts' && isChosen && told.resolve() },
      () => openModels(cache, { threads: 2 }, models),
    );
  });
  afterAll(() => writer.close());

  it('describes the films of the library anew, and learns the words of concepts that there are', async () => {
    await writer.indexer.index([path]);
    await writer.concepts.add(name, 'pet', pictures.slice(0, 1));
    await new ModelManager(cache, { models }).use(id);
    isChosen = true;
    expect(await writer.indexer.renew()).toMatchObject({ failed: [] });
    await learnedAnew;
    const reader = new LibraryReader(openForReading(libraryFolder));
    expect(reader.frames.stamps()).toMatchObject([{ model: id }]);
    const [word] = [...reader.concepts.tokens(id).values()];
    expect(word!.token).toHaveLength(3);
    expect(word!.caption).toMatch(/^a photo of a /);
    reader.close();
  });

  it('has the word in the sentence that is searched', async () => {
    await writer.concepts.add(name, 'pet', pictures.slice(1));
    const reader = new LibraryReader(openForReading(libraryFolder));
    const words = await openChosenTexts(cache, models);
    const certainty = async () => {
      const { moments } = await new MomentSearch(reader, words.matcher).run(`@"${name}" red`, 10);
      const evidence = moments.flatMap((moment) => moment.evidence);
      return evidence.flatMap((one) => (one.kind === 'picture' ? [one.confidence] : []));
    };
    const asSentence = await certainty();
    expect(asSentence.length).toBeGreaterThan(0);
    const db = openForWriting(libraryFolder);
    db.prepare('DELETE FROM concept_tokens').run();
    db.close();
    expect(await certainty()).not.toEqual(asSentence);
    await words.close();
    reader.close();
  });
});
