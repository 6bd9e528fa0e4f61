import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserFacingError } from '../../../src-main/domain/errors.ts';
import {
  matchedLines,
  readAttributedLines,
  type AttributedLine,
} from '../../../src-main/evaluation/dialogue/attributed-line.ts';
import { scoreDialogue } from '../../../src-main/evaluation/dialogue/score.ts';
import { comparedWords } from '../../../src-main/evaluation/dialogue/whisper-words.ts';
import { wordErrors } from '../../../src-main/evaluation/dialogue/word-error-rate.ts';
import { annotationText } from './annotation-text.ts';

const line = (
  start: number,
  end: number,
  speaker: string,
  text = '',
): { start: number; end: number; speaker: string; text: string } => ({
  ...{ start, end, speaker, text },
});
const found = (
  start: number,
  end: number,
  named: string | null,
  confidence = 1,
  text = '',
): AttributedLine => ({
  ...{ start, end, named, confidence, text, voice: named ?? 'unknown' },
});
const compared = (text: string) => comparedWords(text).join(' ');

describe('Words that are compared', () => {
  test.each([
    ["I'm not gonna go, he'd been there.", 'i am not going to go he had been there'],
    ['Um, hello [laughter] (sighs) Mr. Bean!', 'hello mister bean'],
    ['Two hundred and five men', '205 men'],
    ['in nineteen ninety', 'in 1990'],
    ['twenty-one and two', '21 and 2'],
    ['1,000 of 3.5 cafés', '1000 of 3.5 cafes'],
    ["won't can't it's", 'will not can not it is'],
    ['one zero one', '101'],
    ['a thousand and one nights', 'a 1001 nights'],
    ["She said 'now' at five o'clock.", 'she said now at 5 o clock'],
    ['Doctor and Dr. Cox', 'doctor and doctor cox'],
  ])('%s', (text, words) => {
    expect(compared(text)).toBe(words);
  });

  test('errors are the fewest changes', () => {
    expect(wordErrors('the cat sat on the mat', 'a cat sat the mat now')).toEqual({ errors: 3, words: 6 });
    expect(wordErrors("I'm here", 'I am here.')).toEqual({ errors: 0, words: 3 });
  });

  test('no text fails', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const { errors, words } = wordErrors(a, b);
        expect(errors).toBeGreaterThanOrEqual(0);
        expect(words).toBe(comparedWords(a).length);
      }),
    );
  });
});

describe('Found lines', () => {
  test('are read in the layout of the annotations, with how sure the name is', () => {
    const text = '1,2,Elaine,"Oh, hi.",0.8\n2,3,,\n3,4,Speaker 3,no\n4,5,Unknown,yes,0';
    expect(readAttributedLines(annotationText(text))).toEqual([
      { ...found(1, 2, 'Elaine', 0.8, 'Oh, hi.') },
      { ...found(2, 3, null) },
      { ...found(3, 4, null, 1, 'no'), voice: 'Speaker 3' },
      { ...found(4, 5, null, 0, 'yes'), voice: 'Unknown' },
    ]);
    expect(() => readAttributedLines(annotationText('1,2,A,b,7'))).toThrow(/line 1/);
    expect(() => readAttributedLines(annotationText('2,1,A,b'))).toThrow(/ends before it starts/);
  });

  test('belong to the true line that they fit best, or to none', () => {
    const truth = [line(0, 10, 'Long'), line(2, 4, 'A'), line(4, 6, 'B')];
    const fitted = [found(1, 9, 'x'), found(1.9, 2.2, 'x'), found(3.5, 5.9, 'x'), found(11, 12, 'x')];
    expect(matchedLines(truth, fitted).map((one) => one.truth.speaker)).toEqual(['Long', 'A', 'B']);
    expect(matchedLines(truth.slice(1), [found(6, 7, 'x')])).toEqual([]);
  });

  test('that hold anything are read or refused in words', () => {
    const signs = [...' \t\n,"1.-e', 'Speaker 3', '0,1,A,b'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...signs), { maxLength: 40 }), (some) => {
        try {
          readAttributedLines(annotationText(some.join('')));
        } catch (error) {
          expect(error).toBeInstanceOf(UserFacingError);
        }
      }),
    );
  });
});

describe('The measures of Look, Listen and Recognise', () => {
  const truth = [
    line(0, 10, 'Jerry', 'Hello there.'),
    line(10, 20, 'Elaine', 'Hi.'),
    line(20, 30, 'Jerry', 'Bye now.'),
    line(30, 40, 'Kramer', 'Giddy up.'),
  ];
  const values = (lines: readonly AttributedLine[]) =>
    Object.fromEntries(
      scoreDialogue([{ name: 'one', truth, found: lines }]).map(({ name, value }) => [
        name,
        Math.round(value * 10) / 10,
      ]),
    );

  test('are right where all is right', () => {
    const all = truth.map(({ start, end, speaker, text }) => found(start, end, speaker, 1, text));
    expect(values(all)).toMatchObject({
      DER: 0,
      'character accuracy': 100,
      'precision, mean of the characters': 100,
      'recall of Kramer': 100,
      'precision where 100 % are named': 100,
      WER: 0,
    });
  });

  test('count wrong names, lines without one and wrong words', () => {
    const some = [
      found(0, 10, 'jerry', 0.9, 'hello their'),
      found(10, 20, 'Jerry', 0.4, 'hi'),
      found(20, 30, null, 0.8, 'bye now'),
      found(30, 40, 'Kramer', 0.95, 'giddy up'),
      found(50, 60, 'Jerry', 1, ''),
    ];
    expect(values(some)).toMatchObject({
      'character accuracy': 50,
      'precision of Jerry': 50,
      'recall of Jerry': 50,
      'recall of Elaine': 0,
      'precision, mean of the characters': 75,
      'recall, mean of the characters': 50,
      'precision where 50 % are named': 100,
      'precision where 75 % are named': 66.7,
      WER: 14.3,
    });
    expect(values(some)).not.toHaveProperty('precision where 100 % are named');
    expect(values(some)).not.toHaveProperty('precision of Elaine');
  });

  test('a voice without a name costs nothing in the diarisation, which knows no names', () => {
    const unnamed = truth.map(({ start, end, speaker }) => ({
      ...found(start, end, null),
      voice: `Speaker ${speaker.charCodeAt(0)}`,
    }));
    expect(values(unnamed)).toMatchObject({ DER: 0, 'character accuracy': 0 });
  });

  test('without a found line only the errors are told', () => {
    expect(values([])).toEqual({ DER: 100, 'DER(O)': 100 });
  });
});
