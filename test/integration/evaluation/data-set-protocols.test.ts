import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, parse } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { filmHeight, filmWidth } from '../../../src-main/film-maker/film-format.ts';
import { thingsFilm } from '../../../src-main/film-maker/generated-things.ts';
import { writePortraits } from '../../../src-main/film-maker/portraits.ts';
import { sampleScript } from '../../../src-main/film-maker/sample-script.ts';
import { ShotStage } from '../../../src-main/film-maker/shot-stage.ts';
import { layTimeline } from '../../../src-main/film-maker/timeline.ts';
import { findFfmpeg } from '../../../src-main/media/ffmpeg-tools.ts';
import { FigurePrinter } from '../../bench/figure.ts';
import type { DataSetPlaces } from '../../evaluate/protocols/data-set-files.ts';
import { evaluateDialogue } from '../../evaluate/protocols/dialogue-protocol.ts';
import { enrolmentPictures, stillFilm } from '../../evaluate/protocols/enrolment-pictures.ts';
import { evaluateIdentities } from '../../evaluate/protocols/identity-protocol.ts';
import { evaluatePersonal } from '../../evaluate/protocols/personal-protocol.ts';

// Data sets of a few seconds in the public forms of large ones: that they are scored, not how well.

// Each opens a library with all its models: on a machine with much else to do that takes minutes.
vi.setConfig({ testTimeout: 600_000 });

let folder: string;
/** Three pictures of each of two people. */
let portraits: Map<string, string[]>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinora-protocols-'));
  const written = await writePortraits(sampleScript().cast.slice(0, 2), folder);
  portraits = new Map(
    Object.entries(written).map(([name, files]) => [name, files.map((file) => join(folder, file))]),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

/** The figures that an evaluation prints, by name. */
async function figuresOf(
  evaluate: (figures: FigurePrinter) => Promise<void>,
): Promise<Map<string, { value: number; on: string }>> {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => lines.push(line));
  await evaluate(new FigurePrinter('evaluate in a test', false));
  return new Map(
    lines.map((line) => {
      const { figure, value, on } = JSON.parse(line) as { figure: string; value: number; on: string };
      return [figure, { value, on }];
    }),
  );
}

/** Writes files of a data set below a folder of its own, texts or copies of others. */
async function dataSet(
  name: string,
  files: Record<string, { text: string } | { from: string }>,
): Promise<DataSetPlaces> {
  const root = join(folder, name);
  for (const [path, file] of Object.entries(files)) {
    const target = join(root, path);
    await mkdir(dirname(target), { recursive: true });
    if ('text' in file) await writeFile(target, file.text);
    else await copyFile(file.from, target);
  }
  const at = (part: string) => join(root, part);
  return {
    annotations: at('annotations'),
    videos: at('videos'),
    pictures: at('pictures'),
    cache: at('cache'),
  };
}

/** Draws the first pictures of each of two dogs. */
async function drawDogs(count: number): Promise<string[][]> {
  const { individuals, templates } = thingsFilm(17, 2);
  return Promise.all(
    individuals.slice(0, 2).map(async ({ name }, dog) => {
      const script = templates.get(name)!;
      const stage = new ShotStage(script);
      const paths: string[] = [];
      for (const shot of layTimeline(script, () => 1).shots.slice(0, count)) {
        const data = new Uint8Array(filmWidth * filmHeight * 3);
        await stage.draw({ width: filmWidth, height: filmHeight, data }, shot, 0.5, () => null);
        const path = join(folder, `dog ${dog} ${paths.length}.jpg`);
        await sharp(data, { raw: { width: filmWidth, height: filmHeight, channels: 3 } })
          .jpeg()
          .toFile(path);
        paths.push(path);
      }
      return paths;
    }),
  );
}

/** Somebody's portraits, each as a film of a second. */
async function clipsOf(name: string): Promise<string[]> {
  const tools = await findFfmpeg();
  return Promise.all(portraits.get(name)!.map((picture) => stillFilm(tools, picture, join(folder, 'clips'))));
}

test('DeepFashion2: pictures are ranked by how likely they show the item', async () => {
  const [one, two] = (await drawDogs(3)) as [string[], string[]];
  const rows = (caption: string) =>
    ['image_name,pair_id,caption', `train/image/3.jpg,1,${caption}`, `train/image/6.jpg,2,${caption}`].join(
      '\n',
    );
  const pictures = [...one, ...two].map(
    (from, index) => [`videos/train/image/${index + 1}.jpg`, { from }] as const,
  );
  const places = await dataSet('deepfashion2', {
    'annotations/test_fsl_train.txt': {
      text: 'codes_infer/1:\n1.jpg\n2.jpg\n\ncodes_infer/2:\n4.jpg\n5.jpg\n',
    },
    'annotations/test_captions.csv': { text: rows('a person at length') },
    'annotations/shortened_deepfashion2_captions.csv': { text: rows('a person with a dog') },
    'annotations/train_coarse_grained_names.csv': {
      text: 'unique_pair_ids,pair_id_categories\n1,dog\n2,dog\n',
    },
    ...Object.fromEntries(pictures),
  });
  const figures = await figuresOf((printer) =>
    evaluatePersonal(printer, 'deepfashion2', places, 'likelihood'),
  );
  expect([...figures.keys()]).toEqual([
    ...['generic mAP', 'generic MRR', 'context MRR', 'context R@5'],
    'instances that could not be enrolled',
  ]);
  expect(figures.get('generic mAP')!.on).toBe(
    'deepfashion2 by likelihood, 2 of 2 queries, 2 of 2 candidates',
  );
  expect(figures.get('context R@5')!.value).toBe(100);
  expect(figures.get('generic MRR')!.value).toBeGreaterThanOrEqual(50);
});

test('clips and pictures that enrol share ten places, and of clips frames at equal distances are taken', async () => {
  const tools = await findFfmpeg();
  const clips = await clipsOf('Ada');
  const given = [...clips.slice(0, 2), ...portraits.get('Bo')!];
  const pictures = await enrolmentPictures(tools, given, join(folder, 'frames'));
  expect(pictures.map((path) => basename(path))).toEqual([
    ...portraits.get('Bo')!.map((path) => basename(path)),
    ...[1, 2, 3, 4].map((frame) => `${parse(clips[0]!).name} ${frame} of 4.jpg`),
    ...[1, 2, 3].map((frame) => `${parse(clips[1]!).name} ${frame} of 3.jpg`),
  ]);
  expect(pictures.every((path) => existsSync(path))).toBe(true);
});

test('Celebrities in Action: clips are searched for by who is there', async () => {
  const faces = [...portraits];
  const clips = faces.map(([, paths], index) => [`videos/clip ${index}.jpg`, { from: paths[0]! }] as const);
  const enrolled = faces.map(([name, paths]) => [`pictures/${name}/1.jpg`, { from: paths[1]! }] as const);
  const places = await dataSet('cia', {
    annotations: {
      text: [
        'clip,split,actor,action,place',
        ...faces.map(([name], index) => `clip ${index},test,${name},,the studio`),
      ].join('\n'),
    },
    ...Object.fromEntries([...clips, ...enrolled]),
  });
  const figures = await figuresOf((printer) => evaluatePersonal(printer, 'cia', places, 'search'));
  expect([...figures.keys()]).toEqual(['place R@1', 'place R@5', 'instances that could not be enrolled']);
  expect(figures.get('place R@1')!.value).toBe(100);
});

test('TVR-IT: whoever has a picture is asked for by it', async () => {
  const [, clip] = await clipsOf('Ada');
  const query = {
    duration: 1,
    ts: [0, 1],
    desc: '<person> is there with Zed.',
    type: 'v',
    raw_desc: '',
    person: ['Ada'],
  };
  const places = await dataSet('tvr-it', {
    annotations: {
      text: [
        { ...query, vid_name: 'met_s01e01_seg02_clip_00', desc_id: 1 },
        { ...query, vid_name: 'met_s01e01_seg02_clip_01', desc_id: 2 },
      ]
        .map((one) => JSON.stringify(one))
        .join('\n'),
    },
    'videos/met_s01e01_seg02_clip_00.mp4': { from: clip! },
    'pictures/met_Ada_0.jpg': { from: portraits.get('Ada')![0]! },
  });
  const figures = await figuresOf((printer) => evaluateIdentities(printer, places));
  expect([...figures.keys()]).toEqual([
    ...['VR R@1', 'VR R@10', 'VR R@100', 'VCG IoU 0.5', 'VCG IoU 0.7', 'SVG IoU 0.5', 'SVG IoU 0.7'],
  ]);
  expect(figures.get('VR R@1')).toMatchObject({ on: 'tvr-it, 1 of 2 queries, 1 videos, 1 people' });
});

describe('Dialogue', () => {
  test('found lines are scored against the annotated ones of their episode', async () => {
    const truth = '0.5,2,Ada,Where is my mug?\n2.5,4,Bo,"Here, Ada."\n';
    const { annotations, videos, pictures, cache } = await dataSet('dialogue', {
      'annotations/Show_01x01.csv': { text: truth },
      'annotations/Show_01x02.csv': { text: truth },
      'predictions/Show_01x01.csv': { text: truth.replace('Bo', 'Speaker 2') },
    });
    const predictions = join(annotations, '..', 'predictions');
    const figures = await figuresOf((printer) =>
      evaluateDialogue(printer, { annotations, videos, pictures, cache, predictions }),
    );
    expect(figures.get('DER')).toEqual({ value: 0, on: '1 of 2 episodes, 2 lines' });
    expect(figures.get('character accuracy')!.value).toBe(50);
    expect(figures.get('WER')!.value).toBe(0);
  });
});
