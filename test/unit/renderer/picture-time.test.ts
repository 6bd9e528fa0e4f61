import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureTime } from '../../../src-renderer/rules/picture-time.ts';

const face = (person: string, start: number, end: number) => ({
  kind: 'face' as const,
  person,
  trackId: 1,
  confidence: 1,
  start,
  end,
});
const line = { kind: 'line' as const, cueId: 1, text: 'Hello', matched: ['Hello'], start: 11, end: 12 };

describe('the picture of a moment', () => {
  it('is its middle when words alone found it', () => {
    expect(pictureTime({ start: 10, end: 14, evidence: [line] })).toBe(12);
  });

  it('shows the person it was found by', () => {
    expect(pictureTime({ start: 10, end: 20, evidence: [face('Ada', 17, 19), line] })).toBe(18);
  });

  it('shows two people together rather than one of them for longer', () => {
    const evidence = [face('Ada', 10, 18), face('Bo', 17, 20)];
    expect(pictureTime({ start: 10, end: 20, evidence })).toBe(17.5);
  });

  it('counts a person once, and joins tracks of one person that touch', () => {
    const evidence = [face('Ada', 10, 12), face('Ada', 12, 16), face('Ada', 11, 12)];
    expect(pictureTime({ start: 10, end: 20, evidence })).toBe(13);
  });

  it('always lies within the moment', () => {
    const time = fc.integer({ min: 0, max: 100 });
    const anyFace = fc
      .tuple(fc.constantFrom('Ada', 'Bo'), time, time)
      .map(([name, a, b]) => face(name, a, b));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 80 }), fc.array(anyFace), (start, evidence) => {
        const at = pictureTime({ start, end: start + 10, evidence });
        expect(at).toBeGreaterThanOrEqual(start);
        expect(at).toBeLessThanOrEqual(start + 10);
      }),
    );
  });
});
