import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxIou } from '../../../src-main/domain/box.ts';
import { parseClassNames } from '../../../src-main/models/adapters/class-names.ts';
import { canvasFor } from '../../../src-main/models/adapters/grid-face-detector.ts';
import { fitPicture, placePicture, toPlanes } from '../../../src-main/models/adapters/picture-input.ts';
import { suppressOverlaps } from '../../../src-main/models/adapters/suppress-overlaps.ts';
import { decodeYolox } from '../../../src-main/models/adapters/yolox-detector.ts';

const side = fc.integer({ min: 1, max: 5000 });

describe('placing a picture in a model', () => {
  it('fills the shortest side and keeps the middle for a crop, as CLIP does', () => {
    const place = placePicture({ width: 640, height: 480 }, { width: 224, height: 224, fit: 'centre-crop' });
    expect(place).toMatchObject({ width: 298, height: 224, left: 37, top: 0 });
  });

  it('keeps the whole picture inside for a letterbox, and covers the model for a crop', () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        const target = { width: 416, height: 320 };
        const box = placePicture({ width, height }, { ...target, fit: 'top-left' });
        expect(box.width).toBeLessThanOrEqual(416);
        expect(box.height).toBeLessThanOrEqual(320);
        expect(box.width === 416 || box.height === 320).toBe(true);
        const crop = placePicture({ width, height }, { ...target, fit: 'centre-crop' });
        expect(crop.width - crop.left).toBeGreaterThanOrEqual(416);
        expect(crop.height - crop.top).toBeGreaterThanOrEqual(320);
      }),
    );
  });

  it('takes any picture for a detector of any size, in multiples and within its limit', () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        const { canvas, picture } = canvasFor({ width, height }, { kind: 'any', multiple: 32, maxSide: 640 });
        expect(canvas.width % 32).toBe(0);
        expect(canvas.height % 32).toBe(0);
        expect(Math.max(canvas.width, canvas.height)).toBeLessThanOrEqual(640);
        expect(picture.width).toBeLessThanOrEqual(canvas.width);
        expect(picture.height).toBeLessThanOrEqual(canvas.height);
      }),
    );
  });

  it('writes colours in the order and range of the model, and fills what the picture leaves free', () => {
    const pixels = { width: 1, height: 1, data: Uint8Array.of(10, 20, 30) };
    const format = { order: 'bgr', mean: [1, 2, 3], deviation: [1, 2, 4] } as const;
    const planes = toPlanes(pixels, { left: 0, top: 0 }, { width: 2, height: 1 }, format, 114);
    expect([...planes]).toEqual([29, 113, 9, 56, 1.75, 27.75]);
  });

  it('keeps a picture of one colour that colour with every kernel', async () => {
    for (const kernel of ['bilinear', 'bicubic', 'lanczos'] as const) {
      for (const fit of ['stretch', 'centre-crop'] as const) {
        const { values } = await fitPicture(
          { width: 77, height: 31, data: new Uint8Array(77 * 31 * 3).fill(200) },
          {
            name: 'x',
            order: 'rgb',
            mean: [0, 0, 0],
            deviation: [1, 1, 1],
            width: 40,
            height: 40,
            fit,
            kernel,
          },
        );
        expect(values.every((value) => Math.abs(value - 200) < 1.01)).toBe(true);
      }
    }
  });
});

describe('suppressing overlaps', () => {
  it('keeps the best of each heap and nothing that overlaps it', () => {
    const box = fc.record({
      x: fc.integer({ min: 0, max: 50 }),
      y: fc.integer({ min: 0, max: 50 }),
      width: fc.integer({ min: 1, max: 40 }),
      height: fc.integer({ min: 1, max: 40 }),
    });
    const claims = fc.array(fc.record({ box, confidence: fc.double({ min: 0, max: 1, noNaN: true }) }));
    fc.assert(
      fc.property(claims, (all) => {
        const kept = suppressOverlaps(all, 0.4);
        kept.forEach((a, index) => {
          for (const b of kept.slice(index + 1)) expect(boxIou(a.box, b.box)).toBeLessThanOrEqual(0.4);
        });
        for (const claim of all) {
          expect(
            kept.some(
              (one) =>
                one === claim || (one.confidence >= claim.confidence && boxIou(one.box, claim.box) > 0.4),
            ),
          ).toBe(true);
        }
      }),
    );
  });
});

describe('names of classes', () => {
  it('are lines, or the column display_name of a CSV with quotes and commas', () => {
    expect(parseClassNames('cat\r\ndog\n\n')).toEqual(['cat', 'dog']);
    const csv = 'index,mid,display_name\n0,/m/1,Speech\n1,/m/2,"Child ""kid"", speaking"\n';
    expect(parseClassNames(csv)).toEqual(['Speech', 'Child "kid", speaking']);
  });

  it('come out of any text without failing', () => {
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => Array.isArray(parseClassNames(text))));
  });
});

it('YOLOX claims lie beside the corner of their cell', () => {
  // 16 x 16 pixels at a stride of 8: four cells, of which the last claims the second class.
  const values = new Float32Array(4 * 7);
  values.set([0.5, 0.25, Math.log(2), 0, 0.9, 0.1, 0.8], 3 * 7);
  const [thing, ...others] = decodeYolox(values, ['a', 'b'], { width: 16, height: 16 }, [8], 0.3);
  expect(others).toEqual([]);
  expect(thing).toMatchObject({ label: 'b' });
  expect(thing!.confidence).toBeCloseTo(0.72, 5);
  expect(thing!.box.x).toBeCloseTo(12 - 8, 4);
  expect(thing!.box.y).toBeCloseTo(10 - 4, 4);
  expect(thing!.box.width).toBeCloseTo(16, 4);
  expect(() => decodeYolox(values, ['a'], { width: 16, height: 16 }, [8], 0.3)).toThrow('4 x 6');
});
