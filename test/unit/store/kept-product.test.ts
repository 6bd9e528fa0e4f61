import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dot } from '../../../src-main/domain/vector.ts';
import { productsWithKept } from '../../../src-main/store/kept-product.ts';
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
