import { describe, expect, it } from 'vitest';
import { SoundListener } from '../../../../src-main/indexing/voices/sound-listener.ts';
import type { AudioEventDetector } from '../../../../src-main/models/families/audio-event-detector.ts';

/** Takes the first sample of each half second for the place of what is heard in it. */
const detector: AudioEventDetector = {
  modelId: 'by-number',
  classes: ['Speech', 'Laughter', 'Music', 'Applause'],
  windowSeconds: 0.5,
  detect: (samples) =>
    Promise.resolve(
      Array.from({ length: Math.ceil(samples.length / 8000) }, (_, window) => ({
        start: window / 2,
        end: window / 2 + 0.5,
        scores: Float32Array.from([0, 1, 2, 3], (place) => (samples[window * 8000] === place ? 1 : 0)),
      })),
    ),
};

describe('the sounds of a film', () => {
  it('are heard in time order whatever pieces the film comes in, and end with it', async () => {
    const halves = [0, 1, 1, 0, 2, 2, 2, ...Array<number>(20).fill(0), 3];
    const samples = Float32Array.from(
      { length: halves.length * 8000 - 4000 },
      (_, at) => halves[Math.floor(at / 8000)]!,
    );
    const found = [
      { start: 0.5, end: 1.5, kind: 'laughter' },
      { start: 2, end: 3.5, kind: 'music' },
    ];
    for (const pieceSize of [8000, 32_768, samples.length]) {
      const listener = new SoundListener(detector);
      for (let at = 0; at < samples.length; at += pieceSize)
        await listener.hear(samples.subarray(at, at + pieceSize));
      const heard = await listener.finish();
      expect(heard.slice(0, 2)).toEqual(found);
      expect(heard[2]!.kind).toBe('applause');
      expect(heard[2]!.end).toBeCloseTo(13.75, 2);
    }
  });

  it('are none in silence', async () => {
    expect(await new SoundListener(detector).finish()).toEqual([]);
  });
});
