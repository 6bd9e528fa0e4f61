import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseMomentId } from '../../../src-main/domain/moment.ts';
import { MomentSearch } from '../../../src-main/search/moment-search.ts';
import { ConceptWords } from '../../../src-main/models/concept-bank/concept-words.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

let library: WrittenLibrary;
beforeEach(() => {
  library = new WrittenLibrary();
});
afterEach(() => library.close());

const search = (query: string, limit = 50) =>
  new MomentSearch(library.reader, new ConceptWords()).run(query, limit);
const spans = async (query: string) => (await search(query)).moments.map(({ start, end }) => [start, end]);
const lines = async (query: string) =>
  (await search(query)).moments.flatMap(({ evidence }) =>
    evidence.flatMap((one) => (one.kind === 'line' ? [one.text] : [])),
  );

describe('Searching for people', () => {
  it('gives a stretch on screen rounded to the tenth of a second', async () => {
    library.film({ faces: [{ person: 'Ada', start: 3.234, end: 7.96 }] });
    expect(await spans('@Ada')).toEqual([[3.2, 8]]);
  });

  it('joins stretches over small gaps and divides them over longer ones', async () => {
    library.film({
      cuts: [5],
      faces: [
        { person: 'Ada', start: 2, end: 5 },
        { person: 'Ada', start: 6, end: 8 },
        { person: 'Ada', start: 9.2, end: 12 },
      ],
    });
    expect((await spans('@Ada')).toSorted((a, b) => a[0]! - b[0]!)).toEqual([
      [2, 8],
      [9.2, 12],
    ]);
  });

  it('demands every named person at the same time', async () => {
    library.film({
      faces: [
        { person: 'Ada', start: 0, end: 10 },
        { person: 'Bo', start: 6, end: 15 },
        { person: 'Cy', start: 12, end: 20 },
      ],
    });
    expect(await spans('@Ada @Bo')).toEqual([[6, 10]]);
    expect(await spans('@Ada @Bo @Cy')).toEqual([]);
    expect(await spans('@Ada and @Bo')).toEqual([[6, 10]]);
  });

  it('does not take people from different films together', async () => {
    library.film({ faces: [{ person: 'Ada', start: 0, end: 10 }] });
    library.film({ faces: [{ person: 'Bo', start: 0, end: 10 }] });
    expect(await spans('@Ada @Bo')).toEqual([]);
  });

  it('does not take shot and reverse shot for both people on screen', async () => {
    library.film({
      cuts: [1, 1.8, 2.6, 3.4],
      faces: [
        { person: 'Ada', start: 0, end: 1 },
        { person: 'Bo', start: 1, end: 1.8 },
        { person: 'Ada', start: 1.8, end: 2.6 },
        { person: 'Bo', start: 2.6, end: 3.4 },
      ],
    });
    expect(await spans('@Ada @Bo')).toEqual([]);
    expect(await spans('@Ada')).toEqual([[0, 2.6]]);
  });

  it('counts a face that turns away for less than a second inside a shot as present', async () => {
    library.film({
      faces: [
        { person: 'Ada', start: 0, end: 4 },
        { person: 'Ada', start: 4.8, end: 9 },
        { person: 'Bo', start: 1, end: 4.2 },
        { person: 'Bo', start: 4.9, end: 8 },
      ],
    });
    expect(await spans('@Ada @Bo')).toEqual([[1, 8]]);
  });

  it('ranks the surer and the longer stretch first, with scores from 0 to 1', async () => {
    library.film({
      faces: [
        { person: 'Ada', start: 0, end: 4, confidence: 0.6 },
        { person: 'Ada', start: 10, end: 14, confidence: 0.95 },
        { person: 'Ada', start: 20, end: 20.4, confidence: 0.95 },
      ],
    });
    expect((await search('@Ada')).moments.map(({ start }) => start)).toEqual([10, 20, 0]);
    for (const { score } of (await search('@Ada')).moments) {
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThanOrEqual(1);
    }
  });

  it('lets the least sure person decide the score of several', async () => {
    library.film({
      faces: [
        { person: 'Ada', start: 0, end: 10, confidence: 0.99 },
        { person: 'Bo', start: 0, end: 10, confidence: 0.6 },
      ],
    });
    const [both] = (await search('@Ada @Bo')).moments;
    const [ada] = (await search('@Ada')).moments;
    const [bo] = (await search('@Bo')).moments;
    expect(both!.score).toBe(bo!.score);
    expect(ada!.score).toBeGreaterThan(bo!.score);
  });

  it('tells which face tracks speak for a moment', async () => {
    const film = library.film({
      faces: [
        { person: 'Ada', start: 1, end: 3, confidence: 0.8 },
        { person: 'Ada', start: 3.5, end: 6, confidence: 0.7 },
        { person: 'Bo', start: 1, end: 6 },
      ],
    });
    const tracks = library.store.faces.tracks(film).map(({ id }) => id);
    expect((await search('@Ada')).moments[0]!.evidence).toEqual([
      { kind: 'face', person: 'Ada', trackId: expect.toBeOneOf(tracks), confidence: 0.8, start: 1, end: 3 },
      { kind: 'face', person: 'Ada', trackId: expect.toBeOneOf(tracks), confidence: 0.7, start: 3.5, end: 6 },
    ]);
  });

  it('keeps moments inside the film and never empty', async () => {
    library.film({
      duration: 9.97,
      faces: [
        { person: 'Ada', start: 8, end: 10.04 },
        { person: 'Bo', start: 5.01, end: 5.02 },
      ],
    });
    expect(await spans('@Ada')).toEqual([[8, 9.9]]);
    expect(await spans('@Bo')).toEqual([[5, 5.1]]);
  });

  it('names moments so that their ids tell film, start and end', async () => {
    const film = library.film({ faces: [{ person: 'Ada', start: 3.24, end: 61.06 }] });
    const [moment] = (await search('@Ada')).moments;
    expect(parseMomentId(moment!.id)).toEqual({ videoId: film, start: 3.2, end: 61.1 });
  });

  it('gives no more moments than asked for, the best ones', async () => {
    library.film({
      faces: [0, 10, 20].map((start, i) => ({
        person: 'Ada',
        start,
        end: start + 3,
        confidence: 0.7 + i / 10,
      })),
    });
    expect((await search('@Ada', 2)).moments.map(({ start }) => start)).toEqual([20, 10]);
  });
});

describe('Searching for an unknown name', () => {
  it('gives no moments and says why, even beside a known name', async () => {
    library.film({ faces: [{ person: 'Ada Lovelace', start: 0, end: 10 }] });
    const { moments, problems } = await search('@Ada @"Ada Lovelace"');
    expect(moments).toEqual([]);
    expect(problems).toEqual([
      {
        code: 'unknown-person',
        sentence: 'Nobody called “Ada” is known. Did you mean “Ada Lovelace”?',
        remedy: expect.stringContaining('Add “Ada”'),
      },
    ]);
  });

  it('suggests a name that is spelled alike and no other', async () => {
    library.person('Barney');
    library.person('Robin');
    expect((await search('@Barny')).problems[0]!.sentence).toContain('“Barney”');
    expect((await search('@Xavier')).problems[0]!.sentence).toBe('Nobody called “Xavier” is known.');
  });

  it('leaves the other alternatives alone', async () => {
    library.film({ faces: [{ person: 'Ada', start: 0, end: 10 }] });
    const { moments, problems } = await search('@Zed or @Ada');
    expect(moments).toMatchObject([{ start: 0, end: 10 }]);
    expect(problems).toHaveLength(1);
  });

  it('is no problem when a known person appears nowhere', async () => {
    library.person('Ada');
    expect(await search('@Ada')).toMatchObject({ moments: [], problems: [] });
  });
});

describe('Searching for dialogue', () => {
  beforeEach(() => {
    library.film({
      cues: [
        { start: 1, end: 3, text: 'Where is my mug?' },
        { start: 10, end: 12, text: 'My mug? It is where you left it.' },
        { start: 20, end: 22, text: 'Meet me at the café tonight, and don’t be late.' },
        { start: 30, end: 32, text: '我的杯子在哪里？' },
        { start: 40, end: 42, text: 'The dog is running in the kitchen.' },
        { start: 50, end: 52, text: 'The kitchen is cold.' },
      ],
    });
  });

  it('finds a phrase word for word, whatever its punctuation and case', async () => {
    expect(await lines('"where is my mug"')).toEqual(['Where is my mug?']);
    expect(await lines('“WHERE, is my... mug!”')).toEqual(['Where is my mug?']);
    expect(await lines('"is where my mug"')).toEqual([]);
  });

  it('finds words with and without accents and apostrophes', async () => {
    expect(await lines('"the cafe tonight"')).toHaveLength(1);
    expect(await lines("don't")).toHaveLength(1);
  });

  it('finds Chinese phrases and words', async () => {
    expect(await lines('「我的杯子」')).toEqual(['我的杯子在哪里？']);
    expect(await lines('杯子')).toEqual(['我的杯子在哪里？']);
  });

  it('finds plain words in any order and in other forms, all of them demanded', async () => {
    expect(await lines('kitchen dogs run')).toEqual(['The dog is running in the kitchen.']);
  });

  it('does not demand small words', async () => {
    expect(await lines('where is the mug')).toHaveLength(2);
    expect(await lines('is the kitchen')).toHaveLength(2);
  });

  it('falls back to lines with a good share of the words: near misses, scored lower', async () => {
    const whole = (await search('cold kitchen')).moments;
    const { moments, nearest: part } = await search('cold kitchen tomorrow');
    expect(whole).toHaveLength(1);
    expect(moments).toEqual([]);
    // The line at 40 has one word of three.
    expect(part.map(({ start }) => start)).toEqual([50, 40]);
    expect(part[0]!.score).toBeLessThan(whole[0]!.score);
    expect(await lines('cold tomorrow yesterday someday never')).toEqual([]);
  });

  it('tells the words that were met as they stand in the line', async () => {
    const [moment] = (await search('RUN dogs')).moments;
    expect(moment!.evidence).toMatchObject([{ kind: 'line', matched: ['dog', 'running'] }]);
    const [phrase] = (await search('"be late"')).moments;
    expect(phrase!.evidence).toMatchObject([{ kind: 'line', matched: ['be', 'late'] }]);
  });

  it('scores a phrase that is the whole line above one that is a part of it', async () => {
    const scores = (await search('"my mug"')).moments.map(({ start, score }) => [start, score]);
    expect(scores[0]![0]).toBe(1);
    expect(scores[0]![1]).toBeGreaterThan(scores[1]![1]!);
  });

  it('finds nothing, without a problem, where nobody says it', async () => {
    expect(await search('"to be or not to be"')).toMatchObject({ moments: [], problems: [] });
    expect(await search('')).toEqual({
      parts: [],
      moments: [],
      nearest: [],
      missing: [],
      weights: [],
      problems: [],
    });
    expect(await search('😀 !!! ""')).toMatchObject({ moments: [], problems: [] });
  });

  it.each([
    'mug OR kitchen)',
    'NEAR(mug kitchen)',
    'words:mug*',
    '"mug" AND',
    "'; DROP TABLE cues; --",
    'mug^2 {a b}: c',
  ])('takes the syntax of databases in %s for text', async (query) => {
    await search(query);
    expect(library.store.cues.byVideo(1)).toHaveLength(6);
  });

  it('answers any text whatever without throwing', async () => {
    const unit = fc.oneof(
      fc.constantFrom(
        'mug',
        ' ',
        '"',
        '*',
        '(',
        'NOT',
        '杯',
        'שלום',
        '\0',
        '😀',
        "'",
        '²',
        '\u0301',
        '-',
        ':',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(unit, { maxLength: 30 }), async (units) => {
        const { moments } = await search(units.join(''));
        for (const { start, end, evidence } of moments) {
          expect(end).toBeGreaterThan(start);
          expect(evidence).not.toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('ends when nobody waits for the answer any more', async () => {
    const engine = new MomentSearch(library.reader, new ConceptWords());
    await expect(engine.run('mug', 50, AbortSignal.abort(new Error('given up')))).rejects.toThrow('given up');
  });

  it('reads ten thousand characters', async () => {
    expect((await search('cold kitchen '.repeat(833))).moments).not.toEqual([]);
    expect((await search('mug kitchen '.repeat(833))).nearest).not.toEqual([]);
  });
});

describe('Searching for what somebody says', () => {
  beforeEach(() => {
    const film = library.film({
      faces: [{ person: 'Bo', start: 0, end: 30 }],
      cues: [
        { start: 1, end: 3, text: 'The coffee is ready.' },
        { start: 10, end: 12, text: 'Is the coffee hot?' },
        { start: 20, end: 22, text: 'No.' },
      ],
    });
    const [first, second, third] = library.store.cues.byVideo(film);
    const line = (cue: typeof first, name: string, confidence = 0.9) => ({
      ...{ start: cue!.start, end: cue!.end, cueId: cue!.id },
      speakers: [{ personId: library.person(name), voiceId: null, confidence, evidence: 'voice' as const }],
    });
    library.store.speakers.replaceUtterances(film, [
      line(first, 'Ada'),
      line(second, 'Bo'),
      line(third, 'Ada', 0.3),
    ]);
  });

  it('gives the lines of that person, seen or not, as against lines while they are seen', async () => {
    expect(await lines('@Ada: coffee')).toEqual(['The coffee is ready.']);
    expect(await lines('@Ada "coffee"')).toEqual([]);
    expect(await lines('@Bo: "coffee hot"')).toEqual(['Is the coffee hot?']);
    expect((await lines('@Bo "coffee"')).toSorted()).toEqual(['Is the coffee hot?', 'The coffee is ready.']);
  });

  it('says who speaks, and gives whatever a person surely says without words', async () => {
    const { moments } = await search('@Ada:');
    expect(moments.flatMap(({ evidence }) => evidence)).toMatchObject([
      { kind: 'line', text: 'The coffee is ready.', speaker: 'Ada' },
    ]);
  });

  it('knows nobody of an unknown name', async () => {
    const { moments, problems } = await search('@Zed: coffee');
    expect(moments).toEqual([]);
    expect(problems[0]!.code).toBe('unknown-person');
  });
});

describe('Searching for people and dialogue together', () => {
  beforeEach(() => {
    library.film({
      faces: [
        { person: 'Ada', start: 0, end: 5 },
        { person: 'Bo', start: 19, end: 25 },
      ],
      cues: [
        { start: 2, end: 4, text: 'Where is my mug?' },
        { start: 20, end: 22, text: 'Where is my mug?' },
        { start: 5.3, end: 6, text: 'A late answer' },
        { start: 26, end: 27, text: 'Gone already' },
      ],
    });
  });

  it('demands that the line is said while the person is on screen', async () => {
    expect(await spans('@Ada "where is my mug"')).toEqual([[2, 4]]);
    expect(await spans('@Bo mug')).toEqual([[20, 22]]);
    expect(await spans('@Ada @Bo mug')).toEqual([]);
  });

  it('forgives nothing over a cut: who was in the shot before does not speak in this one', async () => {
    library.film({
      cuts: [5.1],
      faces: [{ person: 'Cy', start: 0, end: 5 }],
      cues: [
        { start: 4, end: 5.2, text: 'An early question' },
        { start: 5.3, end: 6, text: 'A quick reply' },
      ],
    });
    expect(await spans('@Cy question')).toEqual([[4, 5.2]]);
    expect(await spans('@Cy reply')).toEqual([]);
  });

  it('forgives half a second between picture and line and no more', async () => {
    expect(await spans('@Ada late')).toEqual([[5.3, 6]]);
    expect(await spans('@Bo gone')).toEqual([]);
  });

  it('shows the face and the line as evidence', async () => {
    expect((await search('@Ada mug')).moments[0]!.evidence.map(({ kind }) => kind)).toEqual(['face', 'line']);
  });

  it('looks for a share of the words where no line with all of them is said in company', async () => {
    expect(await spans('@Ada mug tomorrow')).toEqual([[2, 4]]);
  });

  it('joins a phrase and words that are said close to each other', async () => {
    library.film({
      cues: [
        { start: 1, end: 2, text: 'Come to the kitchen' },
        { start: 3, end: 4, text: 'The coffee is ready' },
        { start: 60, end: 61, text: 'The coffee is ready' },
      ],
    });
    expect(await spans('"coffee is ready" kitchen')).toEqual([[1, 4]]);
  });
});
