import { describe, expect, it } from 'vitest';
import { coarseGrid, decodeGrid, fineGrid, inputSize } from '../../../src-main/models/blazeface-decoder.ts';

describe('decoding a grid of anchors', () => {
  it.each([
    { grid: fineGrid, anchors: 512 },
    { grid: coarseGrid, anchors: 384 },
  ])('places the claims of a grid of $anchors anchors', ({ grid, anchors }) => {
    expect((inputSize / grid.stride) ** 2 * grid.anchorsPerCell).toBe(anchors);
    const logits = new Float32Array(anchors).fill(-9);
    const geometry = new Float32Array(anchors * 16);
    // The last anchor of the cell in the second row and third column.
    const columns = inputSize / grid.stride;
    const anchor = (columns + 2) * grid.anchorsPerCell + grid.anchorsPerCell - 1;
    logits[anchor] = 2;
    geometry.set([1, 2, 40, 50, -3, -4], anchor * 16);
    const faces = decodeGrid(grid, logits, geometry, 0.5);
    const [x, y] = [grid.stride * 2.5, grid.stride * 1.5];
    expect(faces).toHaveLength(1);
    expect(faces[0]?.confidence).toBeCloseTo(1 / (1 + Math.exp(-2)));
    expect(faces[0]?.box).toEqual({ x: x + 1 - 20, y: y + 2 - 25, width: 40, height: 50 });
    expect(faces[0]?.keypoints).toHaveLength(6);
    expect(faces[0]?.keypoints[0]).toEqual({ x: x - 3, y: y - 4 });
  });

  it('leaves out what is not certain enough', () => {
    const logits = new Float32Array(512).fill(-9);
    logits[7] = 0;
    expect(decodeGrid(fineGrid, logits, new Float32Array(512 * 16), 0.5)).toHaveLength(1);
    expect(decodeGrid(fineGrid, logits, new Float32Array(512 * 16), 0.51)).toHaveLength(0);
  });
});
