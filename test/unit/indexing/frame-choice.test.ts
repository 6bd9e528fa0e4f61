import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../src-main/domain/image.ts';
import { FrameChoice } from '../../../src-main/indexing/decoding/frame-choice.ts';

const width = 64;
const height = 36;

/** A picture of blocks whose brightness a seed decides, moved to the right by some pixels. */
function picture(time: number, seed: number, move = 0): Frame {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const block = Math.floor((x - move + 64) / 6) * 31 + Math.floor(y / 6) * 17 + seed * 97;
      data.fill((Math.sin(block) * 0.5 + 0.5) * 255, (y * width + x) * 3, (y * width + x + 1) * 3);
    }
  }
  return { width, height, time, data };
}

/** A mix of two pictures. */
function blend(a: Frame, b: Frame, share: number): Frame {
  return { ...b, data: b.data.map((value, i) => value * share + a.data[i]! * (1 - share)) };
}

/** Times of the chosen samples, four a second; a cut may lie before those named. */
function chosen(pictures: readonly Frame[], cuts: readonly number[] = []): number[] {
  const choice = new FrameChoice();
  return pictures
    .filter((frame, index) => {
      choice.push(frame);
      return choice.take(frame.time, index === 0 || cuts.includes(frame.time));
    })
    .map(({ time }) => time);
}

const film = (samples: number, pictureAt: (time: number) => Frame): Frame[] =>
  Array.from({ length: samples }, (_, index) => pictureAt(index / 4));

describe('Frames that stand for a film', () => {
  it('are the first of each shot', () => {
    const shots = film(24, (time) => picture(time, Math.floor(time / 2)));
    expect(chosen(shots, [2, 4])).toEqual([0, 2, 4]);
  });

  it('are the first of a shot that looks like the one before it in most places', () => {
    const jump = film(12, (time) => blend(picture(time, 1), picture(time, 2), time < 1.5 ? 0 : 0.3));
    expect(chosen(jump, [1.5])).toEqual([0, 1.5]);
  });

  it('come every four seconds of a still picture', () => {
    expect(chosen(film(50, (time) => picture(time, 1)))).toEqual([0, 4, 8, 12]);
  });

  it('are no more for a camera that moves over the same', () => {
    expect(chosen(film(16, (time) => picture(time, 1, Math.round(time * 4) % 4)))).toEqual([0]);
  });

  it('wait until a change has come to rest', () => {
    const share = (time: number) => Math.min(1, Math.max(0, (time - 1) / 0.5));
    const dissolve = film(12, (time) => blend(picture(time, 1), picture(time, 2), share(time)));
    expect(chosen(dissolve)).toEqual([0, 1.75]);
  });

  it('are at most two within any second, however the film flickers', () => {
    const times = chosen(
      film(80, (time) => picture(time, time * 4)),
      film(80, (time) => picture(time, 0)).map(({ time }) => time),
    );
    for (const time of times) {
      expect(times.filter((other) => other >= time && other < time + 1).length).toBeLessThanOrEqual(2);
    }
    expect(times.length).toBeGreaterThan(35);
  });

  it('begin anew when the picture changes its size', () => {
    const wide = film(8, (time) => picture(time, 1));
    const small = wide
      .slice(4)
      .map((frame) => ({ ...frame, height: 18, data: frame.data.slice(0, 64 * 18 * 3) }));
    expect(chosen([...wide.slice(0, 4), ...small], [1])).toEqual([0, 1]);
  });
});
