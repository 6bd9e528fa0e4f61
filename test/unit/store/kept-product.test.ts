import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dot } from '../../../src-main/domain/vector.ts';
import { productsWithKept, productsWithRun } from '../../../src-main/store/kept-product.ts';
import { keptVectorWasm } from '../../../src-main/store/kept-vector-wasm.ts';
import { decodeVector, encodeVector } from '../../../src-main/store/vector-code.ts';
import { compileLoop } from '../../compile-loops.ts';

it('the inner loops are what their text says', async () => {
  expect(await compileLoop('store/kept-vector.wat')).toBe(keptVectorWasm);
});

it('products with kept vectors are those with the vectors they are decoded to, however many places are filled', () => {
  const value = fc.float({ min: -1, max: 1, noNaN: true });
  const sparse = fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: value });
  const some = fc.integer({ min: 1, max: 70 }).chain((length) => {
    const one = (values: fc.Arbitrary<number>) => fc.array(values, { minLength: length, maxLength: length });
    return fc.tuple(one(value), fc.array(fc.oneof(one(value), one(sparse)), { maxLength: 6 }));
  });
  fc.assert(
    fc.property(some, ([first, others]) => {
      const vector = Float32Array.from(first);
      const kept = others.map((other) => encodeVector(Float32Array.from(other)));
      const found = productsWithKept(vector, [...kept, null]);
      expect(found.pop()).toBeNull();
      found.forEach((product, at) => expect(product).toBeCloseTo(dot(vector, decodeVector(kept[at]!)), 4));
    }),
  );
});

it('vectors one after the other have the products that each has by itself, unless one is kept otherwise', () => {
  const places = 70;
  const [first, ...others] = Array.from({ length: 150 }, (_, row) =>
    Float32Array.from({ length: places }, (_none, place) => Math.sin(row * 31 + place * 7) / 9),
  );
  const kept = others.map(encodeVector);
  const found = productsWithRun(first!, Buffer.concat(kept), kept.length);
  expect([...found!]).toEqual(productsWithKept(first!, kept));
  const withSparse = [
    ...kept,
    encodeVector(Float32Array.from({ length: places }, (_, place) => +(place < 3))),
  ];
  expect(productsWithRun(first!, Buffer.concat(withSparse), withSparse.length)).toBeNull();
});
