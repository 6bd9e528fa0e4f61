import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastDistanceOf } from '../../../src-main/film-maker/generated-cast.ts';
import { generatedScript } from '../../../src-main/film-maker/generated-script.ts';
import { leastLookDistance, lookDistance } from '../../../src-main/film-maker/look-distance.ts';
import { layTimeline } from '../../../src-main/film-maker/timeline.ts';
import { VoiceBank } from '../../../src-main/film-maker/voice-bank.ts';

const bank = VoiceBank.open();

describe('films from seeds', () => {
  it('are the same for the same seed and options, and others for other seeds', () => {
    expect(generatedScript(5)).toEqual(generatedScript(5));
    expect(generatedScript(6).shots).not.toEqual(generatedScript(5).shots);
    expect(generatedScript(6).cast).not.toEqual(generatedScript(5).cast);
  });

  it('have a cast of three to five people who look and sound different', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        const { cast } = generatedScript(seed, { duration: 5 });
        expect(cast.length).toBeGreaterThanOrEqual(3);
        expect(cast.length).toBeLessThanOrEqual(5);
        expect(new Set(cast.map(({ voice }) => voice)).size).toBe(cast.length);
        expect(leastDistanceOf(cast)).toBeGreaterThanOrEqual(leastLookDistance);
      }),
      { numRuns: 40 },
    );
  });

  it('speak only lines of the bank and last at least as long as asked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 31 }),
        fc.integer({ min: 10, max: 90 }),
        (seed, duration) => {
          const script = generatedScript(seed, { duration, castSize: 4 });
          expect(script.cast).toHaveLength(4);
          const voices = new Map(script.cast.map(({ name, voice }) => [name, voice]));
          const timeline = layTimeline(script, (speaker, text) => {
            const seconds = bank.durationOf(voices.get(speaker)!, text);
            expect(seconds).not.toBeNull();
            return seconds!;
          });
          expect(timeline.duration).toBeGreaterThanOrEqual(duration);
          expect(timeline.duration).toBeLessThan(duration * 1.5 + 12);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('hold every kind of shot and transition when they are long', () => {
    const { shots } = generatedScript(11, { duration: 900 });
    const has = (test: (shot: (typeof shots)[number]) => boolean): boolean => shots.some(test);
    expect(new Set(shots.map(({ transition }) => transition))).toEqual(new Set(['cut', 'dissolve', 'fade']));
    expect(has(({ people }) => people.some(({ enters }) => enters))).toBe(true);
    expect(has(({ people }) => people.some(({ leaves }) => leaves))).toBe(true);
    expect(has(({ people, lines }) => people.length === 0 && lines.length === 0)).toBe(true);
    expect(has(({ people, lines }) => people.length > 0 && lines.length === 0)).toBe(true);
    expect(
      has(({ people, lines }) => lines.some(({ speaker }) => people.every(({ name }) => name !== speaker))),
    ).toBe(true);
    expect(has(({ people, lines }) => people.length === 2 && lines.length > 0)).toBe(true);
  });

  it('hold dissolves and fades of many lengths when they are asked for', () => {
    const { shots } = generatedScript(11, { duration: 300, transitions: 'many' });
    const gradual = shots.filter(({ transition }) => transition !== 'cut');
    expect(gradual.length).toBeGreaterThan(0.3 * shots.length);
    const lengths = gradual.map(({ transitionSeconds }) => transitionSeconds!);
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(0.4);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(2);
    expect(Math.max(...lengths) - Math.min(...lengths)).toBeGreaterThan(1);
    const grounds = gradual.filter(({ transition }) => transition === 'fade');
    expect(new Set(grounds.map(({ fadeThrough }) => fadeThrough))).toEqual(new Set(['black', 'white']));
  });

  it('are what they were before transitions could be asked for', () => {
    const script = JSON.stringify(generatedScript(5, { transitions: 'few' }));
    expect(script).toBe(JSON.stringify(generatedScript(5)));
    expect(script).not.toMatch(/transitionSeconds|fadeThrough/);
  });

  it('never let two shots that follow one another look at the same view', () => {
    const { shots } = generatedScript(12, { duration: 600 });
    for (const [i, shot] of shots.entries()) {
      const before = shots[i - 1];
      if (!before || before.place !== shot.place || before.framing !== shot.framing) continue;
      expect(Math.abs(before.view - shot.view)).toBeGreaterThan(0.3);
    }
  });
});

describe('the distance of two looks', () => {
  it('is 0 for the same look and the same both ways round', () => {
    const [a, b] = generatedScript(1).cast;
    expect(lookDistance(a!.look, a!.look)).toBe(0);
    expect(lookDistance(a!.look, b!.look)).toBe(lookDistance(b!.look, a!.look));
    expect(lookDistance(a!.look, b!.look)).toBeGreaterThan(0);
  });
});
