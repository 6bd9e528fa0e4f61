import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { shownText, type SubtitleLine } from '../../../src-main/domain/subtitle-line.ts';
import { composeCues, type FilmFacts } from '../../../src-main/subtitles/compose-cues.ts';
import { fitText } from '../../../src-main/subtitles/fit-text.ts';
import { lintCues } from '../../../src-main/subtitles/lint-cues.ts';

const line = (start: number, end: number, text: string, ...names: string[]): SubtitleLine => ({
  start, end, text, kind: 'speech', speakers: names.map((name) => ({ name, confidence: 1 })),
}); // prettier-ignore
const film: FilmFacts = { frameRate: 25, duration: 1000, cuts: [], presence: [] };

describe('A text that does not fit a line', () => {
  test.each([
    [
      'I told you that the mug was on the table, and you said it was not.',
      'I told you that the mug was on the table,\nand you said it was not.',
    ],
    [
      'She walked all the way to the station with Mary Ann Evans yesterday.',
      'She walked all the way to the station\nwith Mary Ann Evans yesterday.',
    ],
    [
      '我昨天把那个蓝色的杯子放在桌子上了，你没有看见吗？',
      '我昨天把那个蓝色的杯子放在桌子上了，\n你没有看见吗？',
    ],
  ])('is broken where the language pauses: %s', (text, broken) => {
    const [fitted] = fitText(text);
    if (text.startsWith('我')) expect(fitted!.split('\n').every((part) => part.length <= 16)).toBe(true);
    else expect(fitted).toBe(broken);
  });

  it('keeps the breaks that a person made when they fit', () => {
    expect(fitText('- Hi.\n- Hello there.')).toEqual(['- Hi.\n- Hello there.']);
  });

  it('goes on in further cues at the ends of sentences', () => {
    const pieces = fitText(
      'This is a long sentence that fills more than a line of text. This is another that fills more than a line. And here is the third of them all.',
    );
    expect(pieces.length).toBeGreaterThan(1);
    for (const piece of pieces) expect(piece).toMatch(/[.]$/);
  });

  it('is cut inside of a word that no line holds', () => {
    expect(fitText('x'.repeat(200)).join('').replaceAll('\n', '')).toBe('x'.repeat(200));
  });
});

describe('Cues', () => {
  it('are long enough to be read where there is room, and keep two frames apart', () => {
    const cues = composeCues([line(1, 1.2, 'Hi.'), line(3, 5, 'Two'), line(5, 6, 'Three')], film, 'never');
    expect(cues[0]!.end).toBeCloseTo(1 + 5 / 6);
    expect(cues[1]!.end).toBeCloseTo(4.92);
    expect(cues[2]!.start).toBe(5);
  });

  it('begin at a cut that is near, and end two frames before one', () => {
    const [cue] = composeCues([line(9.8, 13.1, 'Across the cuts.')], { ...film, cuts: [10, 13] }, 'never');
    expect(cue).toMatchObject({ start: 10 });
    expect(cue!.end).toBeCloseTo(12.92);
  });

  it('label whoever is not seen, once a turn, and everybody or nobody when asked', () => {
    const lines = [
      line(1, 2, 'One', 'Ada'),
      line(2.5, 3.5, 'Two', 'Ada'),
      line(4, 5, '- Three\n- Four', 'Ada', 'Bo'),
    ];
    const texts = (labels: 'always' | 'sdh' | 'never', presence: FilmFacts['presence'] = []) =>
      composeCues(lines, { ...film, presence }, labels).map(({ text }) => text);
    expect(texts('sdh')).toEqual(['ADA: One', 'Two', '- ADA: Three\n- BO: Four']);
    expect(texts('sdh', [{ name: 'ada', intervals: [{ start: 0, end: 9 }] }])[0]).toBe('One');
    expect(texts('always')).toEqual(['ADA: One', 'ADA: Two', '- ADA: Three\n- BO: Four']);
    expect(texts('never')).toEqual(['One', 'Two', '- Three\n- Four']);
  });

  it('put sounds in brackets', () => {
    expect(composeCues([{ ...line(1, 2, 'laughter'), kind: 'sound' }], film, 'sdh')[0]!.text).toBe(
      '[laughter]',
    );
  });

  const text = fc.oneof(
    fc
      .array(fc.constantFrom('I', 'the', 'mug,', 'was', 'blue.', 'and', 'extraordinarily', 'Mr.', 'Ada'), {
        minLength: 1,
        maxLength: 40,
      })
      .map((words) => words.join(' ')),
    fc.string({ minLength: 1, maxLength: 120 }).filter((value) => value.trim() !== ''),
    fc
      .array(fc.constantFrom('我', '的', '杯子', '，', '昨天', '。', 'OK'), { minLength: 1, maxLength: 60 })
      .map((words) => words.join('')),
  );
  const lines = fc.array(
    fc.record({
      start: fc.double({ min: 0, max: 900, noNaN: true }),
      length: fc.double({ min: 0.01, max: 20, noNaN: true }),
      text,
      name: fc.constantFrom('Ada', 'Bo', ''),
    }),
    { maxLength: 15 },
  );

  it('of any lines keep every convention that can be kept, in order, and lose no word', () => {
    fc.assert(
      fc.property(
        lines,
        fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 5 }),
        fc.constantFrom('always', 'sdh', 'never'),
        (drawn, cuts, labels) => {
          const given = drawn.map(({ start, length, text, name }) =>
            line(start, start + length, text, ...(name ? [name] : [])),
          );
          const cues = composeCues(given, { ...film, cuts: cuts.toSorted((a, b) => a - b) }, labels);
          const broken = lintCues(cues, { frameRate: 25, cuts: [] }).filter(
            ({ severity }) => severity === 'error',
          );
          expect(broken).toEqual([]);
          if (labels === 'never') {
            const letters = (value: string) => [...value.replace(/\s+/g, '')].toSorted().join('');
            expect(letters(cues.map((cue) => cue.text).join(''))).toBe(
              letters(given.map(shownText).join('')),
            );
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('The linter', () => {
  it('says what is wrong with each cue', () => {
    const findings = lintCues(
      [
        { start: 1, end: 9, text: 'x'.repeat(43) },
        { start: 9, end: 9.5, text: 'a\nb\nc' },
        { start: 9.4, end: 11, text: 'y'.repeat(40) },
        { start: 20.2, end: 23, text: '我昨天把那个蓝色的杯子放在桌子上了' },
      ],
      { frameRate: 25, cuts: [20] },
    );
    expect(findings.map(({ cue, rule }) => `${cue} ${rule}`)).toEqual([
      '1 line-length', '1 too-long', '1 gap', '2 line-count', '2 too-short', '2 overlap', '3 reading-speed',
      '4 line-length', '4 shot-change',
    ]); // prettier-ignore
    for (const { sentence } of findings) expect(sentence).toMatch(/^[A-Z0-9].*\.$/);
  });
});
