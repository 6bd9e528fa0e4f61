import { describe, expect, it } from 'vitest';
import {
  boxAt,
  certaintiesAt,
  facesInSpeech,
  groupStretches,
  picturesOf,
} from '../../../../src-main/indexing/voices/faces-in-speech.ts';

const face = (time: number, x = 0.4, height = 0.3) => ({
  ...{ time, confidence: 1 },
  box: { x, y: 0.2, width: 0.2, height },
});
const track = (from: number, to: number, height?: number) =>
  Array.from({ length: Math.round((to - from) / 0.25) + 1 }, (_, at) => face(from + at * 0.25, 0.4, height));

describe('the faces to be looked at while somebody speaks', () => {
  it('are those of each track during speech and a little about it', () => {
    const [first, second, ...more] = facesInSpeech(
      [track(0, 10)],
      [
        { start: 2, end: 4 },
        { start: 6, end: 7 },
      ],
    );
    expect(first).toMatchObject({ start: 1.6, end: 4.4 });
    expect(second).toMatchObject({ start: 5.6, end: 7.4 });
    expect(more).toEqual([]);
    expect(first!.samples[0]!.time).toBe(1.5);
    expect(first!.samples.at(-1)!.time).toBe(4.5);
  });

  it('are none of small faces, of tracks that end before, and of too short a time', () => {
    const speech = [{ start: 2, end: 4 }];
    expect(facesInSpeech([track(0, 10, 0.04), track(5, 8), track(4.25, 9), []], speech)).toEqual([]);
  });

  it('come in pieces of even length where somebody speaks without end, and in groups that are near', () => {
    const pieces = facesInSpeech([track(0, 50), track(70, 75)], [{ start: 0, end: 100 }]);
    expect(pieces.map(({ start, end }) => end - start).map((length) => length.toFixed(2))).toEqual(
      ['16.67', '16.67', '16.67', '5.00'], // prettier-ignore
    );
    const groups = groupStretches(pieces);
    expect(groups.map(({ stretches }) => stretches.length)).toEqual([3, 1]);
    expect(groups[1]).toMatchObject({ start: 70, end: 75 });
  });
});

describe('a face between the times at which it was seen', () => {
  it('moves evenly, and stays where it was last', () => {
    const samples = [face(1, 0.2), face(2, 0.4)];
    expect(boxAt(samples, 1.5).x).toBeCloseTo(0.3);
    expect(boxAt(samples, 0.5).x).toBeCloseTo(0.2);
    expect(boxAt(samples, 3).x).toBeCloseTo(0.4);
  });
});

describe('what a model of active speakers says of a stretch', () => {
  it('is told for each face of it by the pictures about that face’s time', () => {
    const [stretch] = facesInSpeech([track(0, 4)], [{ start: 0, end: 4 }]);
    const speaking = Float32Array.from({ length: picturesOf(stretch!) }, (_, at) => Number(at >= 50));
    const told = certaintiesAt(stretch!, speaking);
    expect(told.map(({ time }) => time)).toEqual(track(0, 3.75).map(({ time }) => time));
    expect(told.find(({ time }) => time === 1)!.certainty).toBe(0);
    expect(told.find(({ time }) => time === 3)!.certainty).toBe(1);
    expect(told.find(({ time }) => time === 2)!.certainty).toBeCloseTo(4 / 7);
    expect(told[0]!.centre.x).toBeCloseTo(0.5);
  });
});
