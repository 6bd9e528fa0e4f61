import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMouths, encodeMouths } from '../../../src-main/store/mouth-code.ts';
import { decodeVoiceFrames, encodeVoiceFrames } from '../../../src-main/store/voice-frame-code.ts';
import { decodeVoiceWindows, encodeVoiceWindows } from '../../../src-main/store/voice-window-code.ts';

const time = fc.double({ min: 0, max: 400_000, noNaN: true });

describe('what is kept of voices and mouths', () => {
  it('comes back as it was, to a step of the code', () => {
    const frame = fc.record({
      time,
      values: fc.tuple(
        fc.double({ min: -50, max: 50, noNaN: true }),
        fc.double({ min: 4, max: 6.3, noNaN: true }),
      ),
    });
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 20 }), (frames) => {
        const found = decodeVoiceFrames(encodeVoiceFrames(frames, 2), 2);
        expect(found).toHaveLength(frames.length);
        found.forEach((each, at) => {
          expect(Math.abs(each.time - frames[at]!.time)).toBeLessThan(0.001);
          expect(Math.abs(each.values[0]! - frames[at]!.values[0])).toBeLessThan(0.21);
          expect(Math.abs(each.values[1]! - frames[at]!.values[1])).toBeLessThan(0.006);
        });
      }),
    );
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const mouth = fc.record({ time, centre: fc.record({ x: share, y: share }), opening: share });
    fc.assert(
      fc.property(fc.array(mouth, { maxLength: 20 }), (mouths) => {
        const found = decodeMouths(encodeMouths(mouths));
        expect(found).toHaveLength(mouths.length);
        found.forEach((each, at) => {
          expect(Math.abs(each.time - mouths[at]!.time)).toBeLessThan(0.001);
          expect(Math.abs(each.centre.x - mouths[at]!.centre.x)).toBeLessThan(1e-4);
          expect(Math.abs(each.opening - mouths[at]!.opening)).toBeLessThan(6e-4);
        });
      }),
    );
  });

  it('comes back as a speaker embedder made it, whatever the length of its vectors', () => {
    const windows = fc.integer({ min: 1, max: 8 }).chain((dimension) =>
      fc.array(
        fc.record({
          start: time,
          end: time,
          vector: fc.float32Array({ minLength: dimension, maxLength: dimension, noNaN: true }),
        }),
        { maxLength: 8 },
      ),
    );
    fc.assert(
      fc.property(windows, (all) => {
        const found = decodeVoiceWindows(encodeVoiceWindows(all));
        expect(found.map(({ vector }) => vector)).toEqual(all.map(({ vector }) => vector));
        found.forEach(({ start, end }, at) => {
          expect(Math.abs(start - all[at]!.start)).toBeLessThan(0.001);
          expect(Math.abs(end - all[at]!.end)).toBeLessThan(0.001);
        });
      }),
    );
  });

  it('is refused when it is cut off', () => {
    expect(() => decodeVoiceWindows(Buffer.alloc(3))).toThrow(RangeError);
    const [one, other] = [Float32Array.of(1), Float32Array.of(1, 2)];
    const cut = encodeVoiceWindows([{ start: 1, end: 2, vector: other }]).subarray(0, 13);
    expect(() => decodeVoiceWindows(cut)).toThrow(RangeError);
    const mixed = [one, other].map((vector) => ({ start: 1, end: 2, vector }));
    expect(() => encodeVoiceWindows(mixed)).toThrow(RangeError);
    expect(() => decodeVoiceFrames(Buffer.alloc(7), 2)).toThrow(RangeError);
    expect(() => decodeMouths(Buffer.alloc(11))).toThrow(RangeError);
  });
});
