import { describe, expect, it } from 'vitest';
import { attribute } from '../../../../src-main/indexing/voices/attribute.ts';
import { diarise } from '../../../../src-main/indexing/voices/diarise.ts';
import type { FaceLabel } from '../../../../src-main/indexing/voices/heard-utterance.ts';
import {
  addLearned,
  learnedDistance,
  learnedOf,
  learnedWithin,
  type LearnedVoice,
} from '../../../../src-main/indexing/voices/learned-voice.ts';
import { voiceOf, type VoiceSum } from '../../../../src-main/indexing/voices/voice-sum.ts';
import { decodeLearned, encodeLearned } from '../../../../src-main/indexing/voices/voice-sum-code.ts';
import { voiceWindows } from '../../../../src-main/indexing/voices/voice-windows.ts';
import { heard, MadeVoices, mouth } from '../../../fixtures/made-voices.ts';

const ada: FaceLabel = 'person:1';
const bo: FaceLabel = 'person:2';
const threshold = 0.4;
const window = (start: number, ...vector: number[]) => ({
  ...{ start, end: start + 1.5 },
  vector: Float32Array.from(vector),
});
const described = (...windows: ReturnType<typeof window>[]) => ({ model: 'm', threshold, windows });
const learned = (...vector: number[]): LearnedVoice => learnedOf(described(window(0, ...vector)))!;

describe('what a speaker embedder makes of voices', () => {
  it('is 0 apart for the same, and 1 where the model takes them for one voice no longer', () => {
    const at = (cosine: number) => learned(cosine, Math.sqrt(1 - cosine ** 2));
    expect(learnedDistance(at(1), at(1))).toBeCloseTo(0, 6);
    expect(learnedDistance(at(1), at(threshold))).toBeCloseTo(1, 6);
    expect(learnedDistance(at(1), at(0))).toBeGreaterThan(1);
  });

  it('cannot be compared with what another model makes of them, nor with nothing', () => {
    const other = { ...learned(1, 0), model: 'other' };
    expect(learnedDistance(learned(1, 0), other)).toBeNull();
    expect(learnedDistance(learned(1, 0), null)).toBeNull();
    expect(addLearned(learned(1, 0), other, 1)).toEqual(learned(1, 0));
  });

  it('is told of a line by the windows that lie inside it and not in somebody else’s', () => {
    const all = described(window(0, 1, 0), window(1, 0, 1), window(4, 1, 0));
    const line = { start: 0, end: 2.5 };
    expect([...learnedWithin(all, line)!.sum]).toEqual([1.5, 1.5]);
    expect([...learnedWithin(all, line, [{ start: 1.5, end: 3 }])!.sum]).toEqual([1.5, 0]);
    expect(learnedWithin(all, { start: 2.6, end: 3.9 })).toBeNull();
  });

  it('comes back from its bytes as it was, and cut off bytes are refused', () => {
    const voice = learned(0.6, 0.8);
    expect(decodeLearned(encodeLearned(voice), 'm')).toEqual(voice);
    expect(() => decodeLearned(Buffer.alloc(8), 'm')).toThrow(RangeError);
    expect(() => decodeLearned(Buffer.alloc(13), 'm')).toThrow(RangeError);
  });
});

describe('with a speaker embedder', () => {
  it('lines are named by what it hears, where their sound alone tells nobody apart', () => {
    const made = new MadeVoices(31);
    const says = (direction: number[]): VoiceSum => voiceOf(made.frames('same', 40), learned(...direction));
    const lines = [
      ...Array.from({ length: 12 }, (_, line) => {
        const [label, other] = line % 2 === 0 ? [ada, bo] : [bo, ada];
        return heard(line * 3, says(line % 2 === 0 ? [1, 0.1, 0] : [0.1, 1, 0]), [
          mouth(label, 0.03),
          mouth(other, 0.001),
        ]);
      }),
      heard(40, says([0.1, 1, 0.05])),
      heard(43, says([1, 0, 0.1])),
      heard(46, says([0, 0, 1])),
      heard(49, says([0, 0.1, 1])),
    ];
    const { attributions, exemplars } = attribute(lines);
    expect(exemplars).toHaveLength(12);
    expect(attributions.slice(12).map(({ speaker }) => speaker)).toEqual([bo, ada, 0, 0]);
  });

  it('speech is one voice’s whose sound changes, where it hears one voice', () => {
    const made = new MadeVoices(21);
    const frames = (voice: string, from: number) =>
      made.frames(voice, 200).map((values, at) => ({ time: from + at * 0.02, values }));
    const speech = [
      { start: 1, end: 5 },
      { start: 7, end: 11 },
    ];
    const all = [...frames('in the hall', 1), ...frames('on the telephone', 7)];
    const numbers = (windows: ReturnType<typeof window>[] | null) =>
      diarise(speech, all, windows && described(...windows)).map(({ voiceNumber }) => voiceNumber);
    const one = voiceWindows(speech, 0.5).map(({ start }) => window(start, 1, 0));
    expect(new Set(numbers(null)).size).toBe(2);
    expect(new Set(numbers(one)).size).toBe(1);
  });
});
