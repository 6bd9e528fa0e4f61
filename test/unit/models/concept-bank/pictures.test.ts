import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibration } from '../../../../src-main/models/concept-bank/calibration.ts';
import { colourGrid, colourName, colourShares } from '../../../../src-main/models/concept-bank/colours.ts';
import { certainty, logOdds } from '../../../../src-main/models/concept-bank/logistic.ts';
import { peopleCount } from '../../../../src-main/models/concept-bank/people-count.ts';
import { placesOf } from '../../../../src-main/models/concept-bank/place-evidence.ts';
import { postureOf } from '../../../../src-main/models/concept-bank/posture.ts';
import { scoresOf, type PictureEvidence } from '../../../../src-main/models/concept-bank/picture-scores.ts';
import { placeOf } from '../../../../src-main/models/concept-bank/vector-layout.ts';
import { keypointNames, type Keypoint } from '../../../../src-main/models/movenet-decoder.ts';

const probability = fc.double({ min: 0, max: 1, noNaN: true });

describe('calibration', () => {
  it('is monotone: more of a measure never makes what it stands for less certain', () => {
    fc.assert(
      fc.property(probability, probability, (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        for (const curve of [calibration.object, calibration.face, calibration.colourOfPicture]) {
          expect(certainty(more, curve)).toBeGreaterThanOrEqual(certainty(less, curve));
        }
        expect(certainty(more, calibration.darkness)).toBeLessThanOrEqual(
          certainty(less, calibration.darkness),
        );
        expect(logOdds(more, 0.02)).toBeGreaterThanOrEqual(logOdds(less, 0.02));
      }),
    );
  });

  it('says one half at its midpoint', () => {
    expect(certainty(calibration.object.midpoint, calibration.object)).toBe(0.5);
    expect(logOdds(0.5, 0.02)).toBe(0);
    expect(logOdds(0, 0.02)).toBeCloseTo(-logOdds(1, 0.02), 9);
  });
});

describe('colours', () => {
  it.each([
    ['black', '050505'],
    ['white', 'f8f8f6'],
    ['grey', '808080'],
    ['red', 'd01818'],
    ['orange', 'ff8c00'],
    ['yellow', 'f5e130'],
    ['green', '2e8b2e'],
    ['blue', '1e50d0'],
    ['purple', '8020a8'],
    ['pink', 'ff8fb8'],
    ['brown', '6b4220'],
  ])('%s: #%s', (name, hex) => {
    const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
    expect(colourName(red!, green!, blue!)).toBe(name);
  });

  it('are counted in the region alone, and shares are whole', () => {
    // Left half red, right half blue, 4 x 2 cells.
    const row = [1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1];
    const grid = colourGrid(Float32Array.from([...row, ...row]), 4, 2);
    const share = (name: string, x: number, width: number): number =>
      colourShares(grid, { x, y: 0, width, height: 1 })[placeOf(name) - placeOf('black')]!;
    expect(share('red', 0, 1)).toBe(0.5);
    expect(share('red', 0, 0.5)).toBe(1);
    expect(share('blue', 0.5, 0.5)).toBe(1);
    expect(share('blue', 0, 0)).toBe(0);
  });
});

describe('the number of people', () => {
  it('is certain when the claims are', () => {
    expect(peopleCount([])).toEqual({ nobody: 1, one: 0, two: 0, several: 0, crowd: 0 });
    expect(peopleCount([1, 1])).toMatchObject({ nobody: 0, two: 1, several: 0 });
    expect(peopleCount(new Array<number>(20).fill(1))).toMatchObject({ several: 1, crowd: 1 });
  });

  it('is a distribution, however uncertain they are', () => {
    fc.assert(
      fc.property(fc.array(probability, { maxLength: 30 }), (claims) => {
        const { nobody, one, two, several, crowd } = peopleCount(claims);
        expect(nobody + one + two + several).toBeCloseTo(1, 9);
        expect(crowd).toBeLessThanOrEqual(several + 1e-12);
      }),
    );
  });
});

describe('a posture', () => {
  const at = (places: Partial<Record<(typeof keypointNames)[number], [number, number]>>): Keypoint[] =>
    keypointNames.map((name) => {
      const [x, y] = places[name] ?? [0, 0];
      return { name, x, y, confidence: places[name] ? 0.9 : 0.05 };
    });
  const torso = { 'left shoulder': [0, 100], 'left hip': [0, 200] } as const;
  const spread = (extra: Record<string, [number, number]>): Keypoint[] =>
    at({ 'left shoulder': [...torso['left shoulder']], 'left hip': [...torso['left hip']], ...extra });

  it('is standing with the thighs down and sitting with the thighs level', () => {
    expect(postureOf(spread({ 'left knee': [0, 290] })).standing).toBeGreaterThan(0.9);
    expect(postureOf(spread({ 'left knee': [80, 215] })).sitting).toBeGreaterThan(0.9);
  });

  it('has an arm raised when a wrist is above its shoulder', () => {
    expect(postureOf(spread({ 'left wrist': [0, 20] })).armsRaised).toBeGreaterThan(0.9);
    expect(postureOf(spread({ 'left wrist': [0, 210] })).armsRaised).toBeLessThan(0.1);
  });

  it('is unknown where the body cannot be seen', () => {
    expect(postureOf(at({}))).toEqual({ standing: 0, sitting: 0, armsRaised: 0 });
    expect(postureOf(spread({}))).toEqual({ standing: 0, sitting: 0, armsRaised: 0 });
  });
});

describe('places', () => {
  const bare = { green: 0, sky: 0, snow: 0, water: 0 };

  it('are told by what stands in them', () => {
    const kitchen = placesOf({ refrigerator: 0.95, sink: 0.9 }, bare);
    expect(kitchen['kitchen']).toBeGreaterThan(0.8);
    expect(kitchen['indoors']).toBeGreaterThan(0.8);
    expect(kitchen['outdoors']).toBeLessThan(0.1);
    expect(placesOf({}, { ...bare, green: 0.6, sky: 0.3 })['outdoors']).toBeGreaterThan(0.8);
  });
});

describe('the scores of a picture', () => {
  const red = colourGrid(
    Float32Array.from({ length: 300 }, (_, at) => (at % 3 === 0 ? 0.8 : 0.05)),
    10,
    10,
  );
  const empty: PictureEvidence = { objects: [], faces: [], postures: [], colours: red, scenes: {} };
  const box = { x: 0.2, y: 0.2, width: 0.5, height: 0.5 };
  const face = { box, confidence: 0.95, age: 8, female: 0.9, emotions: { happy: 0.9 } };

  it('join a colour to the object that it is on', () => {
    const scores = scoresOf({ ...empty, objects: [{ label: 'car', confidence: 0.9, box }] });
    expect(scores[placeOf('red car')]).toBeGreaterThan(0.9);
    expect(scores[placeOf('blue car')]).toBeLessThan(0.1);
    expect(scores[placeOf('red bus')]).toBe(0);
    expect(scores[placeOf('nobody')]).toBe(1);
  });

  it('describe people by their faces, near and far', () => {
    const near = scoresOf({ ...empty, faces: [{ ...face, box: { ...box, height: 0.6 } }] });
    for (const name of ['person', 'one person', 'child', 'woman', 'happy', 'close-up']) {
      expect(near[placeOf(name)], name).toBeGreaterThan(0.8);
    }
    const far = scoresOf({ ...empty, faces: [{ ...face, age: 70, box: { ...box, height: 0.05 } }] });
    for (const name of ['old person', 'long shot']) expect(far[placeOf(name)], name).toBeGreaterThan(0.8);
    expect(far[placeOf('child')]).toBeLessThan(0.1);
  });

  it('count a face within a person once, and one elsewhere for itself', () => {
    const person = { label: 'person', confidence: 0.9, box };
    const within = scoresOf({ ...empty, objects: [person], faces: [face] });
    expect(within[placeOf('one person')]).toBeGreaterThan(0.9);
    const apart = { ...face, box: { x: 0.8, y: 0, width: 0.1, height: 0.1 } };
    const two = scoresOf({ ...empty, objects: [person], faces: [apart] });
    expect(two[placeOf('two people')]).toBeGreaterThan(0.9);
  });

  it('take the word of a classifier where one is installed', () => {
    const scores = scoresOf({ ...empty, scenes: { dog: 0.8, kitchen: 0.7 } });
    expect(scores[placeOf('dog')]).toBeCloseTo(0.8, 6);
    expect(scores[placeOf('kitchen')]).toBeGreaterThanOrEqual(0.7 - 1e-6);
  });

  it('leave out what the model of faces does not tell', () => {
    const scores = scoresOf({ ...empty, faces: [{ ...face, age: null, female: null }] });
    for (const name of ['child', 'adult', 'woman', 'man']) expect(scores[placeOf(name)]).toBe(0);
  });
});
