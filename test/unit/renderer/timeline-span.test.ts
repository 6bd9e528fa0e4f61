import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { following, panned, zoomed, type TimelineSpan } from '../../../src-renderer/rules/timeline-span.ts';

const film = 600;
const whole: TimelineSpan = { start: 0, length: film };

describe('zooming a timeline', () => {
  it('shows half as much, around the time under the pointer', () => {
    expect(zoomed(whole, 300, 2, film)).toEqual({ start: 150, length: 300 });
    expect(zoomed(whole, 0, 2, film)).toEqual({ start: 0, length: 300 });
  });

  it('comes as near as a second, and shows no more than the film', () => {
    expect(zoomed(whole, 300, 1e6, film).length).toBe(1);
    expect(zoomed({ start: 590, length: 10 }, 595, 1e-6, film)).toEqual(whole);
  });

  it('shows a film that is shorter than a second as a whole', () => {
    expect(zoomed({ start: 0, length: 0.4 }, 0.2, 8, 0.4)).toEqual({ start: 0, length: 0.4 });
  });

  it('keeps the time where it is, inside the film, whatever is done before', () => {
    const factors = fc.array(fc.double({ min: 0.25, max: 4, noNaN: true }), { maxLength: 12 });
    const times = fc.double({ min: 0, max: film, noNaN: true });
    fc.assert(
      fc.property(factors, times, (steps, at) => {
        const span = steps.reduce((before, factor) => zoomed(before, at, factor, film), whole);
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.start + span.length).toBeLessThanOrEqual(film + 1e-6);
        expect(at).toBeGreaterThanOrEqual(span.start - 1e-6);
        expect(at).toBeLessThanOrEqual(span.start + span.length + 1e-6);
      }),
    );
  });
});

describe('a timeline that shows a part of the film', () => {
  const span: TimelineSpan = { start: 100, length: 50 };

  it('is moved, up to the ends of the film', () => {
    expect(panned(span, 20, film).start).toBe(120);
    expect(panned(span, -500, film).start).toBe(0);
    expect(panned(span, 9999, film).start).toBe(550);
  });

  it('stands still while the film plays in it, and turns over when it has left', () => {
    expect(following(span, 149, film)).toBe(span);
    expect(following(span, 151, film)).toEqual({ start: 146, length: 50 });
    expect(following(span, 10, film)).toEqual({ start: 5, length: 50 });
  });
});
