import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasSharedMedia, readSound } from './shared-media.ts';
import { openModels } from '../../../src-main/models/starter-pack.ts';
import type { ModelSet } from '../../../src-main/models/model-interfaces.ts';

let cache: string;
let models: ModelSet;

beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'kinora-models-'));
  models = await openModels(cache, { threads: 1 });
});

afterAll(async () => {
  await models.close();
  await rm(cache, { recursive: true });
});

/** Probability of speech in each step of a sound, from a fresh start. */
async function listen(samples: Float32Array): Promise<number[]> {
  const { voiceActivity } = models;
  voiceActivity.reset();
  const probabilities: number[] = [];
  for (let at = 0; at + voiceActivity.stepSize <= samples.length; at += voiceActivity.stepSize) {
    probabilities.push(await voiceActivity.step(samples.subarray(at, at + voiceActivity.stepSize)));
  }
  return probabilities;
}

const shareOf = (probabilities: readonly number[]): number =>
  probabilities.filter((probability) => probability >= 0.5).length / probabilities.length;

describe('voice activity', () => {
  it('hears nobody in silence, in noise and in a tone', async () => {
    const seconds = 3 * 16_000;
    let state = 1;
    const noise = Float32Array.from({ length: seconds }, () => {
      state = (state * 48_271) % 2_147_483_647;
      return (state / 2_147_483_647 - 0.5) * 0.2;
    });
    const tone = Float32Array.from(
      { length: seconds },
      (_, at) => 0.3 * Math.sin((at * 2 * Math.PI * 440) / 16_000),
    );
    expect(shareOf(await listen(new Float32Array(seconds)))).toBe(0);
    expect(shareOf(await listen(noise))).toBeLessThan(0.05);
    expect(shareOf(await listen(tone))).toBeLessThan(0.05);
  });

  it('wants steps of its own size, one after the other', async () => {
    const { voiceActivity } = models;
    await expect(voiceActivity.step(new Float32Array(100))).rejects.toThrow('512');
    const step = voiceActivity.step(new Float32Array(512));
    await expect(voiceActivity.step(new Float32Array(512))).rejects.toThrow('before the last one ended');
    await step;
  });

  it.skipIf(!hasSharedMedia)('hears speech where it is, and again the same after a reset', async () => {
    const speech = await readSound('audio/jfk.flac');
    const first = await listen(speech);
    expect(shareOf(first)).toBeGreaterThan(0.6);
    expect(await listen(speech)).toEqual(first);
  });

  it.skipIf(!hasSharedMedia)('hears the pause between two stretches of speech', async () => {
    const speech = (await readSound('audio/LDC93S1.wav')).subarray(0, 44 * 1024);
    const pause = new Float32Array(32 * 512);
    const whole = new Float32Array(speech.length * 2 + pause.length);
    whole.set(speech);
    whole.set(speech, speech.length + pause.length);
    const heard = await listen(whole);
    const steps = speech.length / 512;
    expect(shareOf(heard.slice(0, steps))).toBeGreaterThan(0.6);
    // A few steps of hangover are the model's way.
    expect(shareOf(heard.slice(steps + 8, steps + 32))).toBe(0);
    expect(shareOf(heard.slice(steps + 32))).toBeGreaterThan(0.6);
  });
});
