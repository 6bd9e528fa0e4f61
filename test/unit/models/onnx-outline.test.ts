import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotOnnxError, readOnnxOutline } from '../../../native-models/onnx/onnx-outline.ts';
import { graphBytes } from '../../fixtures/download-model.ts';

const outlineOf = (bytes: Uint8Array) =>
  readOnnxOutline(async (position, length) => bytes.subarray(position, position + length), bytes.length);

describe('a look along a model file', () => {
  const whole = graphBytes(100_000);

  it('tells its nodes, inputs and outputs without reading the weights', async () => {
    let read = 0;
    const outline = await readOnnxOutline(async (position, length) => {
      const found = whole.subarray(position, Math.min(position + length, position + 300));
      read += found.length;
      return found;
    }, whole.length);
    expect(outline).toEqual({ nodes: 1, inputs: ['x'], outputs: ['y'] });
    expect(read).toBeLessThan(5000);
  });

  it('refuses every cut of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (length) => {
        await expect(outlineOf(whole.subarray(0, length))).rejects.toThrow(NotOnnxError);
      }),
    );
  });

  it('answers or refuses anything else, and never fails in another way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        await outlineOf(bytes).catch((error: unknown) => expect(error).toBeInstanceOf(NotOnnxError));
      }),
    );
  });
});
