import { describe, expect, it } from 'vitest';
import { poseAt } from '../../../src-main/film-maker/actor-motion.ts';
import { sampleRate } from '../../../src-main/film-maker/film-format.ts';
import { MouthMovement, mouthShapesOf } from '../../../src-main/film-maker/mouth-movement.ts';
import { layTimeline } from '../../../src-main/film-maker/timeline.ts';
import { smallScript } from './small-script.ts';

function tone(seconds: number, pitch: number, loudness = 0.3): Float32Array {
  return Float32Array.from(
    { length: Math.round(seconds * sampleRate) },
    (_, i) => loudness * Math.sin((2 * Math.PI * pitch * i) / sampleRate),
  );
}

const shot = {
  place: 'park' as const,
  duration: 4,
  people: [{ name: 'Ada', x: 0.5, size: 0.3 }],
  lines: [{ speaker: 'Ada', text: 'Hello.', pause: 1 }],
};

describe('mouths', () => {
  it('move in exactly the drawings whose middle lies inside the line, and for nobody but its speaker', () => {
    const timeline = layTimeline(smallScript([shot]), () => 1.5);
    const mouths = new MouthMovement(timeline, [tone(1.5, 500)]);
    const drawings = Array.from({ length: timeline.frames / 2 }, (_, i) => i);
    const inside = drawings.filter((i) => (i + 0.5) * 0.08 >= 1 && (i + 0.5) * 0.08 < 2.5);
    expect(drawings.filter((i) => mouths.shapeAt('Ada', i) !== null)).toEqual(inside);
    expect(inside.every((i) => mouths.shapeAt('Ada', i) !== 'rest')).toBe(true);
    expect(drawings.every((i) => mouths.shapeAt('Bo', i) === null)).toBe(true);
  });

  it('rest in the middle of a line that pauses', () => {
    const samples = new Float32Array(3 * sampleRate);
    samples.set(tone(1, 500), 0);
    samples.set(tone(1, 500), 2 * sampleRate);
    const shapes = mouthShapesOf(samples, 0.04, 37);
    expect(shapes.slice(14, 23)).toEqual(Array.from({ length: 9 }, () => 'rest'));
    expect(shapes[5]).not.toBe('rest');
    expect(shapes[30]).not.toBe('rest');
  });

  it('open wider for loud sounds than for faint ones', () => {
    const samples = new Float32Array(2 * sampleRate);
    samples.set(tone(1, 900, 0.06), 0);
    samples.set(tone(1, 900, 0.4), sampleRate);
    const shapes = mouthShapesOf(samples, 0.04, 25);
    expect(shapes[5]).toBe('narrow');
    expect(shapes[18]).toBe('open');
  });

  it('rest in the pose of whoever is silent', () => {
    const actor = smallScript([shot]).shots[0]!.people[0]!;
    const mouths = Array.from({ length: 50 }, (_, i) => poseAt(actor, i * 0.08, 3, null).face.mouth);
    expect(new Set(mouths)).toEqual(new Set(['rest']));
    expect(poseAt(actor, 1, 3, 'open').face.mouth).toBe('open');
  });
});

describe('faces', () => {
  it('blink now and then and look the same again for the same seed', () => {
    const actor = smallScript([shot]).shots[0]!.people[0]!;
    const poses = (seed: number): unknown[] =>
      Array.from({ length: 125 }, (_, i) => poseAt(actor, i * 0.08, seed, null));
    const shut = poses(3).filter((pose) => (pose as { face: { lids: number } }).face.lids === 0).length;
    expect(shut).toBeGreaterThan(2);
    expect(shut).toBeLessThan(20);
    expect(poses(3)).toEqual(poses(3));
    expect(poses(4)).not.toEqual(poses(3));
  });
});
