import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../../src-main/domain/image.ts';
import { faceClips } from '../../../../src-main/indexing/voices/face-clips.ts';
import type { FaceStretch } from '../../../../src-main/indexing/voices/faces-in-speech.ts';
import { speakerFacePixels } from '../../../../src-main/models/families/active-speaker-model.ts';

const pixels = speakerFacePixels ** 2;

/** Pictures of one grey each, which is its number. */
async function* greys(rate: number, seconds: number): AsyncGenerator<Frame> {
  for (let at = 0; at < rate * seconds; at++) {
    yield { width: 200, height: 100, time: at / rate, data: new Uint8Array(200 * 100 * 3).fill(at) };
  }
}

const stretch = (start: number, end: number): FaceStretch => ({
  ...{ start, end },
  samples: [{ time: start, confidence: 1, box: { x: 0.4, y: 0.2, width: 0.2, height: 0.4 } }],
});

async function middles(rate: number, seconds: number, stretches: readonly FaceStretch[]) {
  const clips = await Array.fromAsync(faceClips(greys(rate, seconds), stretches));
  return clips.map(({ stretch: { start }, faces }) => ({
    start,
    greys: Array.from({ length: faces.length / pixels }, (_, at) => faces[at * pixels + pixels / 2]!),
  }));
}

describe('the pictures of a face', () => {
  it('are one for each twenty-fifth of a second, of films with fewer pictures and with more', async () => {
    const [even] = await middles(25, 2, [stretch(0.4, 1.4)]);
    expect(even!.greys).toEqual(Array.from({ length: 25 }, (_, at) => at + 10));
    const [slow] = await middles(12.5, 2, [stretch(0, 0.48)]);
    expect(slow!.greys).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6]);
    const [quick] = await middles(50, 2, [stretch(0, 0.4)]);
    expect(quick!.greys).toHaveLength(10);
    expect(quick!.greys[9]! - quick!.greys[0]!).toBe(17);
  });

  it('come as soon as each stretch is over, and end where the film ends', async () => {
    const clips = await middles(25, 1, [stretch(0, 0.8), stretch(0.2, 0.4), stretch(0.6, 1.4)]);
    expect(clips.map(({ start, greys: own }) => [start, own.length])).toEqual([
      [0.2, 5],
      [0, 20],
      [0.6, 10],
    ]);
  });

  it('are cut about the lower half of the face, black outside of the picture', async () => {
    async function* lit(): AsyncGenerator<Frame> {
      const data = new Uint8Array(200 * 100 * 3);
      // White below the middle of the face, which is at 40 of 100 rows.
      data.fill(255, 200 * 40 * 3);
      for (let at = 0; at < 25; at++) yield { width: 200, height: 100, time: at / 25, data };
    }
    const [clip] = await Array.fromAsync(faceClips(lit(), [stretch(0, 1)]));
    // The crop is 1.4 * 20 = 28 rows high, of which 6 lie above the middle of the face.
    const column = Array.from(
      { length: speakerFacePixels },
      (_, row) => clip!.faces[row * speakerFacePixels + 56]!,
    );
    expect(column.findIndex((value) => value > 128)).toBe(24);
    expect([column[0], column.at(-1)]).toEqual([0, 255]);
    const atEdge = {
      ...stretch(0, 1),
      samples: [{ time: 0, confidence: 1, box: { x: 0.9, y: 0.7, width: 0.2, height: 0.4 } }],
    };
    const [outside] = await Array.fromAsync(faceClips(lit(), [atEdge]));
    expect(outside!.faces[pixels - 1]).toBe(0);
  });
});
