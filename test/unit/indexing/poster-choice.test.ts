import { describe, expect, it } from 'vitest';
import type { DetectedFace } from '../../../src-main/domain/face.ts';
import type { Frame } from '../../../src-main/domain/image.ts';
import { pictureScore, PosterChoice } from '../../../src-main/indexing/poster-choice.ts';
import { lookOf } from '../../../src-main/indexing/picture-look.ts';

const width = 64;
const height = 36;

function painted(time: number, valueAt: (x: number, y: number) => number): Frame {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.fill(valueAt(x, y), (y * width + x) * 3, (y * width + x + 1) * 3);
  }
  return { width, height, time, data };
}

const sharp = (time: number) => painted(time, (x, y) => (Math.floor(x / 4 + y / 4) % 2 === 0 ? 60 : 190));
const soft = (time: number) => painted(time, (x) => 60 + (130 * x) / width);
const dark = (time: number) => painted(time, (x, y) => (Math.floor(x / 4 + y / 4) % 2 === 0 ? 2 : 22));
const blank = (time: number) => painted(time, () => 128);
const white = (time: number) => painted(time, () => 255);

function face(height: number): DetectedFace {
  return { box: { x: 10, y: 5, width: height, height }, confidence: 0.9, keypoints: [] };
}

async function posterOf(
  frames: readonly Frame[],
  faces: ReadonlyMap<number, DetectedFace> = new Map(),
): Promise<number | undefined> {
  const choice = new PosterChoice(1000);
  for (const frame of frames) choice.consider(frame);
  const best = await choice.best(async ({ time }) => (faces.has(time) ? [faces.get(time)!] : []));
  return best?.time;
}

describe('A poster', () => {
  it('is sharp rather than soft, dark or blank', async () => {
    expect(await posterOf([blank(100), dark(110), soft(120), sharp(130), white(140)])).toBe(130);
    expect([blank(0), white(0)].map((frame) => pictureScore(lookOf(frame)))).toEqual([0, 0]);
  });

  it('comes from past the titles and before the surprises', async () => {
    expect(await posterOf([sharp(5), sharp(200), sharp(900)])).toBe(200);
  });

  it('shows a face where one picture does, the larger the better', async () => {
    const frames = [sharp(100), sharp(200), sharp(300)];
    const faces = new Map([
      [200, face(4)],
      [300, face(12)],
    ]);
    expect(await posterOf(frames, faces)).toBe(300);
  });

  it('is a picture from elsewhere when the likely part shows nothing', async () => {
    expect(await posterOf([blank(100), blank(200), sharp(800)])).toBe(800);
  });

  it('is whatever there is, and nothing for a film of no pictures', async () => {
    expect(await posterOf([blank(0)])).toBe(0);
    expect(await posterOf([])).toBeUndefined();
  });
});
