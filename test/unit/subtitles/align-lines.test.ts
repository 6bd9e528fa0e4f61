import { describe, expect, it } from 'vitest';
import type { Interval } from '../../../src-main/domain/interval.ts';
import { seededRandom } from '../../../src-main/domain/random.ts';
import { alignLines } from '../../../src-main/subtitles/align-lines.ts';

/** Voices of a film, and the lines that people would write for them: a little early, a little long, some left out. */
function film(seed: number, seconds = 500): { speech: Interval[]; lines: Interval[] } {
  const random = seededRandom(seed);
  const speech: Interval[] = [];
  for (let time = 2; time < seconds - 10;) {
    const end = time + random.between(0.5, 4);
    speech.push({ start: time, end });
    time = end + (random.chance(0.15) ? random.between(5, 25) : random.between(0.3, 3));
  }
  const lines = speech
    .filter(() => random.chance(0.85))
    .map(({ start, end }) => ({
      start: Math.max(0, start - random.between(0, 0.2)),
      end: end + random.between(0, 0.6),
    }));
  return { speech, lines };
}
const moved = (lines: readonly Interval[], scale: number, shift: number) =>
  lines.map(({ start, end }) => ({ start: start * scale + shift, end: end * scale + shift }));

describe('Lines and the voices of a film', () => {
  const { speech, lines } = film(1);

  it('fit when they belong together', () => {
    expect(alignLines(lines, speech, 500)).toMatchObject({ verdict: 'fits', shift: 0, scale: 1 });
  });

  it.each([7.3, -4.6, 61])('are %s s apart, and that is found', (shift) => {
    const found = alignLines(moved(lines, 1, shift), speech, 500);
    expect(found).toMatchObject({ verdict: 'moved', scale: 1 });
    expect(found.shift).toBeCloseTo(-shift, 0);
    expect(Math.abs(found.shift + shift)).toBeLessThan(0.25);
    expect(found.agreement).toBeGreaterThan(found.agreementNow + 0.2);
  });

  it('are of another frame rate, and both rate and shift are found', () => {
    const rate = 24_000 / 1001 / 25;
    const found = alignLines(moved(lines, rate, 2), speech, 500);
    expect(found.verdict).toBe('moved');
    expect(found.scale).toBeCloseTo(1 / rate, 6);
    expect(Math.abs(found.shift + 2 / rate)).toBeLessThan(0.3);
  });

  it('are of different films', () => {
    for (const seed of [2, 3, 4, 5, 6])
      expect(alignLines(film(seed).lines, speech, 500).verdict).toBe('another-film');
  });

  it('are too little to tell', () => {
    expect(alignLines(lines.slice(0, 2), speech, 500).verdict).toBe('too-little');
    expect(alignLines(lines, [], 500).verdict).toBe('too-little');
  });
});
