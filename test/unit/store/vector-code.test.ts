import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeColumns, decodeVector, encodeVector } from '../../../src-main/store/vector-code.ts';

const value = fc.float({ min: -1, max: 1, noNaN: true });
const vectors = fc.oneof(
  fc.array(value, { maxLength: 300 }),
  fc.array(fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: value }), {
    maxLength: 300,
  }),
);

describe('A frame’s vector', () => {
  it('comes back as it was, to a step of its code', () => {
    fc.assert(
      fc.property(vectors, (values) => {
        const vector = Float32Array.from(values);
        const back = decodeVector(encodeVector(vector));
        expect(back.length).toBe(vector.length);
        back.forEach((found, place) => expect(Math.abs(found - vector[place]!)).toBeLessThan(1 / 65_000));
      }),
    );
  });

  it('comes back the same by its places, with all the others', () => {
    const length = fc.integer({ min: 1, max: 40 });
    const film = length.chain((places) =>
      fc.array(fc.array(fc.oneof(fc.constant(0), value), { minLength: places, maxLength: places }), {
        minLength: 1,
        maxLength: 20,
      }),
    );
    fc.assert(
      fc.property(film, fc.nat(20), fc.nat(20), (values, from, to) => {
        const codes = values.map((one) => encodeVector(Float32Array.from(one)));
        const columns = decodeColumns(codes);
        expect(columns.count).toBe(codes.length);
        expect(columns.vectors(from, Math.min(to, codes.length))).toEqual(
          codes.slice(from, to).map((code) => decodeVector(code)),
        );
        expect(() =>
          decodeColumns([...codes, encodeVector(new Float32Array(values[0]!.length + 1))]),
        ).toThrow(RangeError);
      }),
    );
    expect(decodeColumns([]).count).toBe(0);
  });

  it('takes a tenth of the room when few places are filled', () => {
    const vector = new Float32Array(1000);
    for (let place = 0; place < 1000; place += 25) vector[place] = 0.5;
    expect(encodeVector(vector).length).toBeLessThan(200);
    expect(encodeVector(vector.fill(0.5)).length).toBe(2005);
  });

  it('is refused when its bytes are anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        try {
          decodeVector(Buffer.from(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
    const cut = encodeVector(Float32Array.of(0.1, 0.2, 0.3)).subarray(0, -2);
    expect(() => decodeVector(cut)).toThrow(RangeError);
  });
});
