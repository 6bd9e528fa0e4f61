import { describe, expect, it } from 'vitest';
import { diarise } from '../../../../src-main/indexing/voices/diarise.ts';
import { MadeVoices } from '../../../fixtures/made-voices.ts';

describe('the turns of speech without words', () => {
  const made = new MadeVoices(21);
  const frames = (voice: string, from: number, count: number) =>
    made.frames(voice, count).map((values, at) => ({ time: from + at * 0.02, values }));

  it('are divided where another voice goes on, and each voice keeps its number', () => {
    const speech = [
      { start: 1, end: 5 },
      { start: 11, end: 13 },
    ];
    const found = diarise(speech, [
      ...frames('Ada', 1, 100),
      ...frames('Bo', 3, 100),
      ...frames('Ada', 11, 100),
    ]);
    const [first, second, third] = found;
    expect(found).toHaveLength(3);
    expect(first!.end).toBeCloseTo(3, 1);
    expect(second!.start).toBe(first!.end);
    expect(third!.voiceNumber).toBe(first!.voiceNumber);
    expect(second!.voiceNumber).not.toBe(first!.voiceNumber);
  });

  it('are one voice’s, however many sentences it says', () => {
    const speech = Array.from({ length: 12 }, (_, line) => ({ start: line * 3, end: line * 3 + 1.2 }));
    const found = diarise(
      speech,
      speech.flatMap(({ start }) => frames('Cy', start, 60)),
    );
    expect(new Set(found.map(({ voiceNumber }) => voiceNumber)).size).toBe(1);
  });

  it('go on over a short pause, and have a little room where nobody else speaks', () => {
    const speech = [
      { start: 1, end: 3 },
      { start: 3.4, end: 5.4 },
      { start: 6.4, end: 8.4 },
    ];
    const found = diarise(
      speech,
      speech.flatMap(({ start }) => frames('Di', start, 100)),
    );
    expect(found.map(({ start, end }) => [start, end].map((time) => Number(time.toFixed(2))))).toEqual([
      [0.9, 5.5],
      [6.3, 8.5],
    ]);
  });

  it('are nobody’s where hardly a voice is heard, and none in silence', () => {
    expect(diarise([{ start: 1, end: 2 }], [])).toEqual([
      { start: 0.9, end: 2.1, cueId: null, voiceNumber: null },
    ]);
    expect(diarise([], [])).toEqual([]);
  });
});
