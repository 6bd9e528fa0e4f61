import { describe, expect, it } from 'vitest';
import { hearPiece } from '../../../../src-main/indexing/speech/hear-piece.ts';
import type { SpeechRecogniser } from '../../../../src-main/models/families/speech-recogniser.ts';

/** Four stretches of a second, 10 s apart, whose samples are their numbers. */
const piece = [1, 2, 3, 4].map((number) => ({ start: number * 10, end: number * 10 + 1 }));
const sound = new Float32Array(4 * 16_000).map((_, at) => 1 + Math.floor(at / 16_000));

/** A recogniser that says the number of each stretch it hears, and is unsure of all as soon as it hears a bad one. */
function counting(bad: readonly number[], asked: { numbers: number[]; isStrict: boolean }[] = []) {
  const recogniser: SpeechRecogniser = {
    modelId: 'counting',
    languages: async () => new Map([['en', 1]]),
    transcribe: async (samples, { withoutRepeats = false } = {}) => {
      const numbers = [...new Set(samples)];
      asked.push({ numbers, isStrict: withoutRepeats });
      const goesRound = numbers.includes(9) && !withoutRepeats;
      const text = goesRound ? 'nine '.repeat(20) : numbers.join(' ');
      return {
        text,
        words: numbers.map((number, place) => ({
          text: String(number),
          start: place + 0.2,
          end: place + 0.8,
        })),
        language: 'en',
        certainty: numbers.some((number) => bad.includes(number)) ? -2 : -0.2,
        noSpeech: 0,
      };
    },
    close: async () => {},
  };
  return { recogniser, asked };
}

describe('A piece of speech', () => {
  it('is heard once where the model is to be trusted, with times of the film', async () => {
    const { recogniser, asked } = counting([]);
    const heard = await hearPiece(piece, sound, { recogniser });
    expect(asked).toHaveLength(1);
    expect(heard).toMatchObject({ parts: piece, language: 'en', mistrust: null });
    expect(heard.words.map(({ text, start }) => [text, start.toFixed(1)])).toEqual([
      ['1', '10.2'],
      ['2', '20.2'],
      ['3', '30.2'],
      ['4', '40.2'],
    ]);
  });

  it('is heard in halves otherwise, so that one bad stretch does not cost the others', async () => {
    const { recogniser, asked } = counting([3]);
    const heard = await hearPiece(piece, sound, { recogniser });
    expect(heard.words.map(({ text, start }) => [text, start.toFixed(1)])).toEqual([
      ['1', '10.2'],
      ['2', '20.2'],
      ['4', '40.2'],
    ]);
    expect(heard.mistrust).toBeNull();
    expect(asked.map(({ numbers }) => numbers.join(''))).toEqual(['1234', '12', '34', '3', '4']);
  });

  it('has no words, and the reason, where no part of it is to be trusted', async () => {
    const { recogniser } = counting([1, 2, 3, 4]);
    expect(await hearPiece(piece, sound, { recogniser })).toMatchObject({ words: [], mistrust: 'unsure' });
  });

  it('is heard without leave to repeat where the model goes round in circles', async () => {
    const { recogniser, asked } = counting([]);
    const one = [{ start: 5, end: 6 }];
    const heard = await hearPiece(one, new Float32Array(16_000).fill(9), { recogniser });
    expect(heard.words.map(({ text }) => text)).toEqual(['9']);
    expect(asked.map(({ isStrict }) => isStrict)).toEqual([false, true]);
  });
});
