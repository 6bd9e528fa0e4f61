import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readMotFile } from '../../../src-main/evaluation/tracking/mot-file.ts';
import { scoreTracking } from '../../../src-main/evaluation/tracking/score.ts';
import { readSequences } from '../../../src-main/evaluation/tracking/sequence-files.ts';
import { annotationText } from './annotation-text.ts';

type Row = readonly [frame: number, id: number, x: number, ...more: number[]];

/** Boxes of 10 x 10 at x, with the columns that follow. */
const tracks = (rows: readonly Row[]) =>
  readMotFile(
    annotationText(
      rows.map(([frame, id, x, ...more]) => [frame, id, x, 0, 10, 10, ...more].join()).join('\n'),
    ),
  );
const score = (truth: readonly Row[], result: readonly Row[]) =>
  scoreTracking([{ name: 'film', truth: tracks(truth), result: tracks(result) }]).metrics;

describe('The tracking scores', () => {
  test('a perfect result', () => {
    const rows: Row[] = [
      [1, 1, 0],
      [1, 2, 50],
      [2, 1, 5],
    ];
    expect(score(rows, rows)).toMatchObject({ HOTA: 100, MOTA: 100, MOTP: 100, IDF1: 100, IDSW: 0, MT: 2 });
  });

  test('a track that changes its number halfway', () => {
    const metrics = score(
      [
        [1, 1, 0],
        [2, 1, 0],
      ],
      [
        [1, 8, 0],
        [2, 9, 0],
      ],
    );
    // Detection is right; each match stands for one of the true track's two boxes.
    expect(metrics).toMatchObject({ DetA: 100, AssA: 50, HOTA: 70.711 });
    expect(metrics).toMatchObject({ IDSW: 1, MOTA: 50, IDTP: 1, IDFN: 1, IDFP: 1, IDF1: 50 });
  });

  test('a match that goes on is kept although another box overlaps more', () => {
    const metrics = score(
      [
        [1, 1, 0],
        [2, 1, 0],
      ],
      [
        [1, 8, 0],
        [2, 8, 3],
        [2, 9, 0],
      ],
    );
    expect(metrics).toMatchObject({ IDSW: 0, FP: 1, MOTA: 50 });
    // The overlaps are 1 and 7 / 13.
    expect(metrics['MOTP']).toBe(76.923);
  });

  test('boxes match from an IoU of one half on', () => {
    // Shifted by a third of its width a box has an IoU of exactly 1/2.
    const wide = (x: number) => readMotFile(annotationText(`1,1,${x},0,9,10`));
    const at = (x: number) => scoreTracking([{ name: '', truth: wide(0), result: wide(x) }]).metrics;
    expect(at(3)).toMatchObject({ MOTA: 100, FN: 0 });
    expect(at(3.1)).toMatchObject({ MOTA: -100, FN: 1, FP: 1 });
    // HOTA counts such a match at the ten lowest of its 19 thresholds.
    expect(at(3)).toMatchObject({ DetA: 52.632, HOTA: 52.632 });
  });

  test('a gap is a fragment, and a switch only when another track goes on', () => {
    const truth: Row[] = [1, 2, 3].map((frame) => [frame, 1, 0]);
    const gap = (id: number): Row[] => [
      [1, 8, 0],
      [2, 7, 90],
      [3, id, 0],
    ];
    expect(score(truth, gap(8))).toMatchObject({ Frag: 1, IDSW: 0, PT: 1 });
    expect(score(truth, gap(9))).toMatchObject({ Frag: 1, IDSW: 1 });
  });

  test('an empty result misses everything, an empty truth is all false', () => {
    const rows: Row[] = [[1, 1, 0]];
    expect(score(rows, [])).toMatchObject({ HOTA: 0, MOTA: 0, IDF1: 0, FN: 1, ML: 1 });
    expect(score([], rows)).toMatchObject({ HOTA: 0, FP: 1, IDFP: 1 });
  });

  test('boxes marked 0 in the truth do not count; a result on one is false', () => {
    expect(
      score(
        [
          [1, 1, 0, 1],
          [1, 2, 50, 0],
        ],
        [
          [1, 1, 0, 1],
          [1, 2, 50, 1],
        ],
      ),
    ).toMatchObject({ FN: 0, FP: 1 });
  });

  test('a result on a distractor is neither right nor wrong; other classes are no truth', () => {
    const truth: Row[] = [
      [1, 1, 0, 1, 1, 1],
      [1, 2, 50, 1, 8, 1],
      [1, 3, 100, 1, 3, 1],
    ];
    const result: Row[] = [
      [1, 1, 0],
      [1, 2, 50],
      [1, 3, 100],
    ];
    expect(score(truth, result)).toMatchObject({ FN: 0, FP: 1, MOTA: 0 });
  });

  test('ten columns hold a place in the world, not a class; a class of -1 is none', () => {
    expect(score([[1, 1, 0, 1, -1, -1, -1]], [[1, 1, 0]])).toMatchObject({ FN: 0, MOTA: 100 });
    expect(score([[1, 1, 0, 1, -1, -1]], [[1, 1, 0]])).toMatchObject({ FN: 0, MOTA: 100 });
    expect(score([[1, 1, 0, 1, 3, 2, 1]], [[1, 1, 0]])).toMatchObject({ FN: 0, MOTA: 100 });
  });

  test('sequences are added up, with an interval over them', () => {
    const rows: Row[] = [
      [1, 1, 0],
      [2, 1, 0],
    ];
    const card = scoreTracking([
      { name: 'good', truth: tracks(rows), result: tracks(rows) },
      { name: 'none', truth: tracks(rows), result: tracks([]) },
    ]);
    expect(card.metrics).toMatchObject({ MOTA: 50, FN: 2, DetA: 50, AssA: 100 });
    expect(card.intervals).toContainEqual({ metric: 'MOTA', low: 0, high: 100 });
    expect(card.parts.map(({ name, metrics }) => [name, metrics['MOTA']])).toEqual([
      ['good', 100],
      ['none', 0],
    ]);
  });
});

describe('MOT files', () => {
  test('is read at once, however many blanks stand in it', () => {
    const begun = process.cpuUsage();
    expect(() => readMotFile(annotationText(`1,1,1,2,3,4${' '.repeat(300_000)}x`))).toThrow('line 1');
    expect(process.cpuUsage(begun).user).toBeLessThan(1e6);
  });

  test('may be divided by blanks, with a byte order mark, empty lines and any line ends', () => {
    const frames = readMotFile(annotationText('\ufeff1 4 1.5 2 3 4\r\n\r\n3, 4, 1, 2, 3, 4, 0.5\r'));
    expect([...frames.keys()]).toEqual([1, 3]);
    expect(frames.get(1)).toEqual([
      { track: 4, box: { x: 1.5, y: 2, width: 3, height: 4 }, confidence: 1, objectClass: null },
    ]);
  });

  test.each([
    ['too few columns', '1,1,0,0,10', /line 2: a box has at least 6 columns, this one has 5/],
    ['a frame before the first', '0,1,0,0,10,10', /line 2: frame/],
    ['a number that is none', '1,1,x,0,10,10', /line 2: x/],
    ['an empty cell', '1,1,,0,10,10', /line 2: x/],
    ['a negative width', '1,1,0,0,-10,10', /line 2: width/],
    ['a second box of a track in a frame', '5,1,9,9,10,10', /line 2: track 1 has a second box in frame 5/],
  ])('%s is refused with its line', (_what, line, message) => {
    expect(() => readMotFile(annotationText(`5,1,0,0,10,10\n${line}`))).toThrow(message);
  });
});

describe('Sequences', () => {
  let folder = '';
  const row = '1,1,0,0,10,10\n';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kinora-sequences-'));
    await mkdir(join(folder, 'truth', 'B-02', 'gt'), { recursive: true });
    await mkdir(join(folder, 'truth', 'A-01', 'gt'), { recursive: true });
    await mkdir(join(folder, 'truth', 'seqmaps'));
    await mkdir(join(folder, 'found'));
    await mkdir(join(folder, 'both'));
    for (const name of ['A-01', 'B-02']) {
      await writeFile(join(folder, 'truth', name, 'gt', 'gt.txt'), row);
      await writeFile(join(folder, 'found', `${name}.txt`), '');
      await writeFile(join(folder, 'both', `${name}.gt.txt`), row);
      await writeFile(join(folder, 'both', `${name}.result.txt`), row);
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  const read = (truth: string, result: string) => readSequences(join(folder, truth), join(folder, result));

  test('are read from folders as MOTChallenge lays them out', async () => {
    const sequences = await read('truth', 'found');
    expect(sequences.map(({ name, truth, result }) => [name, truth.size, result.size])).toEqual([
      ['A-01', 1, 0],
      ['B-02', 1, 0],
    ]);
  });

  test('may lie beside their results', async () => {
    const sequences = await read('both', 'both');
    expect(sequences.map(({ name, truth, result }) => [name, truth.size, result.size])).toEqual([
      ['A-01', 1, 1],
      ['B-02', 1, 1],
    ]);
  });

  test('a single one is two files', async () => {
    const [sequence] = await read('both/A-01.gt.txt', 'found/A-01.txt');
    expect(sequence!.name).toBe('A-01');
  });

  test('what is missing is told', async () => {
    await expect(read('truth', 'truth')).rejects.toThrow(/no result for the sequence A-01/);
    await expect(read('truth', 'found/A-01.txt')).rejects.toThrow(/both be files or both be folders/);
    await expect(read('truth', 'nowhere')).rejects.toThrow(/“nowhere” is not there/);
    await expect(read('truth/seqmaps', 'found')).rejects.toThrow(/holds no tracks/);
  });
});
