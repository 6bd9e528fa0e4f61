import { describe, expect, test } from 'vitest';
import type { Box } from '../../../../src-main/domain/box.ts';
import { figuresOf, type FigureFace } from '../../../../src-main/indexing/figures/figure.ts';
import { likelihoodSteps } from '../../../../src-main/indexing/figures/likelihood-steps.ts';
import { nameFigures } from '../../../../src-main/indexing/figures/name-figures.ts';
import type { BodyTrackRow } from '../../../../src-main/store/body-table.ts';

const rules = {
  threshold: 0.68,
  confidenceOf: (cosine: number) => 1 / (1 + Math.exp(-55 * (cosine - 0.66))),
};
const ada = 1;
const bo = 2;
/** Shots of ten seconds. */
const shots = [0, 10, 20, 30, 40].map((start) => ({ start, end: start + 10, transition: 'cut' as const }));
/** Two places of the camera. */
const views = [0, 1].map((place) =>
  Uint8Array.from({ length: 144 }, (_, i) => (i * (place ? 89 : 37)) % 256),
);

function unit(...values: number[]): Float32Array {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
}
const red = unit(1, 0, 0.1);
const blue = unit(0, 1, 0.1);

let ids = 0;
function body(shot: number, x: number, look: Float32Array, place = 0): BodyTrackRow {
  const box = { x, y: 0.2, width: 0.2, height: 0.8 };
  const start = shot * 10;
  return {
    id: ++ids,
    start,
    end: start + 10,
    model: 'm',
    look,
    firstView: views[place]!,
    lastView: views[place]!,
    samples: [{ time: start + 5, box, confidence: 0.6 }],
  };
}

function face(shot: number, x: number, personId: number | null, more: Partial<FigureFace> = {}): FigureFace {
  const box: Box = { x: x + 0.06, y: 0.24, width: 0.08, height: 0.14 };
  const trackId = ++ids;
  return {
    trackId,
    start: shot * 10 + 2,
    end: shot * 10 + 8,
    samples: [2, 5, 8].map((at) => ({ time: shot * 10 + at, box, confidence: 0.9 })),
    embedding: unit(...[0, 1, 2, 3, 4].map((axis) => Number(axis === (personId ?? 3)))),
    quality: 0.9,
    identity: personId === null ? null : { trackId, personId, similarity: 0.9, confidence: 0.95 },
    refused: new Set(),
    ignored: false,
    ...more,
  };
}

function withBox(track: BodyTrackRow, box: Box): BodyTrackRow {
  return { ...track, samples: track.samples.map((sample) => ({ ...sample, box })) };
}

function namesOf(bodies: BodyTrackRow[], faces: FigureFace[]): Record<string, number> {
  const named = nameFigures(figuresOf(bodies, faces, shots), [], rules);
  return Object.fromEntries(
    named.map(({ figure, personId }) => [`${figure.shot} at ${figure.body?.samples[0]!.box.x}`, personId]),
  );
}

describe('naming figures', () => {
  test('a face names the body that carries it, for as long as the body is there', () => {
    const [named] = nameFigures(
      figuresOf([body(0, 0.1, red), body(0, 0.6, red)], [face(0, 0.1, ada)], shots),
      [],
      rules,
    );
    expect(named!.figure).toMatchObject({ start: 0, end: 10 });
    expect(named!.figure.body!.samples[0]!.box.x).toBe(0.1);
  });

  test('who is seen from behind in the same clothes at the same place keeps the name', () => {
    const bodies = [body(0, 0.1, red), body(0, 0.6, blue), body(1, 0.12, red), body(1, 0.6, blue)];
    expect(namesOf(bodies, [face(0, 0.1, ada), face(0, 0.6, bo)])).toMatchObject({
      '1 at 0.12': ada,
      '1 at 0.6': bo,
    });
  });

  test('somebody in other clothes at another place stays unnamed', () => {
    const bodies = [body(0, 0.1, red), body(1, 0.6, blue)];
    expect(namesOf(bodies, [face(0, 0.1, ada)])).toEqual({ '0 at 0.1': ada });
  });

  test('nobody is in two places', () => {
    const bodies = [body(0, 0.1, red), body(1, 0.12, red), body(1, 0.6, red)];
    const named = namesOf(bodies, [face(0, 0.1, ada), face(1, 0.6, ada)]);
    expect(named['1 at 0.6']).toBe(ada);
    expect(named['1 at 0.12']).toBeUndefined();
  });

  test('whoever the cast speaks against is less likely the one who is turned away', () => {
    const figures = figuresOf([body(0, 0.1, red), body(1, 0.12, red)], [face(0, 0.1, ada)], shots);
    const turned = (isUnbilled: boolean): number =>
      nameFigures(figures, [], rules, () => isUnbilled).find(({ figure }) => figure.shot === 1)
        ?.probability ?? 0;
    expect(turned(false)).toBeGreaterThan(0.6);
    expect(turned(true)).toBeLessThan(turned(false));
  });

  test('a figure is not named against what the user refused', () => {
    const turned = face(1, 0.12, null, { quality: 0.05, refused: new Set([ada]) });
    const bodies = [body(0, 0.1, red), body(1, 0.12, red)];
    expect(namesOf(bodies, [face(0, 0.1, ada), turned])['1 at 0.12']).toBeUndefined();
  });

  test('a stranger whose face is clear is not taken for the only one who is known', () => {
    const bodies = [body(0, 0.1, red), body(1, 0.12, red)];
    const clear = face(1, 0.12, null);
    expect(namesOf(bodies, [face(0, 0.1, ada), clear])['1 at 0.12']).toBeUndefined();
  });

  test('the back at the side of a shot is the one whose face fills the shots before and after', () => {
    const back = withBox(body(1, 0, blue, 1), { x: 0, y: 0.05, width: 0.25, height: 0.95 });
    const bodies = [body(0, 0.4, red), back, body(1, 0.6, blue, 1), body(2, 0.4, red)];
    const faces = [face(0, 0.4, ada), face(1, 0.6, bo), face(2, 0.4, ada)];
    expect(namesOf(bodies, faces)['1 at 0']).toBe(ada);
    // Not where the other's face is seen before and after as well: then nothing says who of the two turned away.
    expect(namesOf(bodies, [...faces, face(0, 0.7, bo), face(2, 0.7, bo)])['1 at 0']).toBeUndefined();
    // Nor where it stands in the middle of the picture.
    const middle = withBox(back, { x: 0.3, y: 0.05, width: 0.25, height: 0.95 });
    expect(namesOf([bodies[0]!, middle, ...bodies.slice(2)], faces)['1 at 0.3']).toBeUndefined();
  });

  test('a face that was told by its place tells others that are as far away', () => {
    // Too unlike a portrait to be named by it, but like one another.
    const small = (shot: number, x: number) =>
      face(shot, x, null, { quality: 0.3, embedding: unit(0, 0.66, 0, 0, 0.751) });
    const bodies = [body(0, 0.1, red), body(1, 0.12, red), body(2, 0.6, blue, 1)];
    const portrait = face(0, 0.1, ada);
    expect(namesOf(bodies, [portrait, small(1, 0.12), small(2, 0.6)])['2 at 0.6']).toBe(ada);
    expect(namesOf(bodies, [portrait, small(2, 0.6)])['2 at 0.6']).toBeUndefined();
  });

  test('where no face is known nobody is named', () => {
    expect(namesOf([body(0, 0.1, red)], [face(0, 0.1, null)])).toEqual({});
  });
});

describe('likelihood over time', () => {
  const stepsOf = (bodies: BodyTrackRow[], faces: FigureFace[]) =>
    likelihoodSteps(nameFigures(figuresOf(bodies, faces, shots), [], rules));

  test('is told in steps that do not overlap, from the face where it is seen and from the body around it', () => {
    const steps = stepsOf([body(0, 0.1, red)], [face(0, 0.1, ada)]);
    expect(steps.map(({ start, end, seen }) => [start, end, seen])).toEqual([
      [0, 2, 'body'],
      [2, 8, 'face'],
      [8, 10, 'body'],
    ]);
    expect(steps.every(({ personId, probability }) => personId === ada && probability === 0.95)).toBe(true);
  });

  test('ends with the last sight of a body that the picture cut off when its face was gone', () => {
    const leaving = withBox(body(0, 0.1, red), { x: 0.8, y: 0.2, width: 0.2, height: 0.8 });
    const [figure] = figuresOf([leaving], [face(0, 0.8, ada)], shots);
    expect(figure).toMatchObject({ start: 2, end: 8 });
    const [staying] = figuresOf([body(0, 0.7, red)], [face(0, 0.7, ada)], shots);
    expect(staying).toMatchObject({ start: 0, end: 10 });
  });

  test('goes on, but lower, while somebody is hidden within a shot, and ends at a cut', () => {
    const early = face(0, 0.1, ada, { start: 0, end: 3 });
    const late = face(0, 0.1, ada, { start: 5, end: 9.5 });
    const next = face(1, 0.1, ada, { start: 10.5, end: 12 });
    const steps = stepsOf([], [early, late, next]);
    expect(steps.map(({ start, end, seen }) => [start, end, seen])).toEqual([
      [0, 3, 'face'],
      [3, 5, 'hidden'],
      [5, 9.5, 'face'],
      [10.5, 12, 'face'],
    ]);
    expect(steps[1]!.probability).toBeLessThan(0.95);
  });
});
