import { describe, expect, it } from 'vitest';
import { mouthsDuring } from '../../../../src-main/indexing/voices/moving-mouths.ts';
import { openingsOf, speakingOf } from '../../../../src-main/indexing/voices/track-mouths.ts';

const times = (from: number, to: number): number[] =>
  Array.from({ length: Math.round((to - from) / 0.25) }, (_, at) => from + at * 0.25);

describe('a mouth during an utterance', () => {
  const line = { start: 2, end: 4 };
  const track = (opening: (time: number, at: number) => number) => ({
    ...{ start: 0, end: 6, label: 'person:1' as const, certainty: 1 },
    openings: times(0, 6).map((time, at) => ({ time, opening: opening(time, at) })),
    speaking: [],
  });

  it('moves as much as its opening varies, apart from what it does in silence', () => {
    const speaks = track((time, at) => (time >= 2 && time <= 4 && at % 2 === 0 ? 0.1 : 0));
    const mouth = mouthsDuring([line], [speaks], [line])[0]![0]!;
    expect(mouth.movement).toBeCloseTo(0.05, 2);
    expect(mouth.restlessness).toBe(0);
  });

  it('speaks as surely as a model of active speakers says in the mean, even where it was not measured', () => {
    const seen = times(0, 6).map((time) => ({ time, certainty: time >= 2 && time <= 4 ? 0.75 : 0 }));
    const [mouth] = mouthsDuring([line], [{ ...track(() => 0), openings: [], speaking: seen }], [line])[0]!;
    expect(mouth).toMatchObject({ speaking: 0.75, movement: 0, restlessness: null });
  });

  it('says nothing where it is hardly seen', () => {
    const brief = { ...track(() => 0.1), start: 3.5, end: 4.1 };
    const openings = brief.openings.filter(({ time }) => time >= 3.5 && time < 4);
    expect(mouthsDuring([line], [{ ...brief, openings }], [line])).toEqual([[]]);
  });
});

describe('the openings of a track', () => {
  it('are those that were measured in its own faces', () => {
    const box = { x: 0.2, y: 0.2, width: 0.2, height: 0.4 };
    const samples = [1, 1.25].map((time) => ({ time, box, confidence: 1 }));
    const mouths = [
      { time: 0.75, centre: { x: 0.3, y: 0.4 }, opening: 0.1 },
      { time: 1, centre: { x: 0.7, y: 0.4 }, opening: 0.2 },
      { time: 1.001, centre: { x: 0.31, y: 0.41 }, opening: 0.3 },
    ];
    expect(openingsOf(samples, mouths)).toEqual([{ time: 1, opening: 0.3 }]);
    const faces = mouths.map(({ opening, ...face }) => ({ ...face, certainty: opening }));
    expect(speakingOf(samples, faces)).toEqual([{ time: 1, certainty: 0.3 }]);
  });
});
