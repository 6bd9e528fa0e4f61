import { describe, expect, it } from 'vitest';
import { fitVoice, likelihood, poolGaussian } from '../../../../src-main/indexing/voices/voice-gaussian.ts';
import { decodeVoice, encodeVoice } from '../../../../src-main/indexing/voices/voice-sum-code.ts';
import {
  addVoices,
  emptyVoice,
  totalVoice,
  voiceOf,
} from '../../../../src-main/indexing/voices/voice-sum.ts';
import { voiceDimension } from '../../../../src-main/models/voice-frames.ts';
import { MadeVoices } from '../../../fixtures/made-voices.ts';

describe('a voice', () => {
  const made = new MadeVoices(1);
  const ada = made.speak('Ada', 300);
  const bo = made.speak('Bo', 300);
  const pool = poolGaussian(addVoices(ada, bo))!;

  it('describes its own new lines better than another voice does, however short they are', () => {
    const [own, other] = [fitVoice(ada, pool), fitVoice(bo, pool)];
    for (const frames of [5, 20, 80]) {
      const line = made.speak('Ada', frames);
      expect(likelihood(line, own)).toBeGreaterThan(likelihood(line, other) + 1);
    }
  });

  it('is the pool while nothing was heard of it, and drawn towards the pool while little was', () => {
    expect(fitVoice(emptyVoice(), pool)).toBe(pool);
    const [short, long] = [made.speak('Cy', 3), made.speak('Cy', 400)];
    const apart = (count: typeof short): number =>
      Math.hypot(...fitVoice(count, pool).mean.map((value, i) => value - pool.mean[i]!));
    expect(apart(short)).toBeLessThan(apart(long));
  });

  it('has the likelihood of a normal distribution', () => {
    const zero = voiceOf([new Float64Array(voiceDimension)]);
    const unit = {
      mean: new Float64Array(voiceDimension),
      covariance: new Float64Array(voiceDimension ** 2),
      precision: Float64Array.from({ length: voiceDimension ** 2 }, (_, at) =>
        at % (voiceDimension + 1) === 0 ? 1 : 0,
      ),
      logVolume: 0,
    };
    expect(likelihood(zero, unit)).toBeCloseTo(-0.5 * voiceDimension * Math.log(2 * Math.PI), 9);
    const one = voiceOf([new Float64Array(voiceDimension).fill(1)]);
    expect(likelihood(one, unit)).toBeCloseTo(likelihood(zero, unit) - voiceDimension / 2, 9);
  });

  it('is the same whether its frames are summed together or in parts, and comes back from its bytes', () => {
    const frames = made.frames('Ada', 50);
    const parts = totalVoice([voiceOf(frames.slice(0, 20)), voiceOf(frames.slice(20))]);
    const whole = voiceOf(frames);
    expect(parts.count).toBe(whole.count);
    parts.products.forEach((value, at) => expect(value).toBeCloseTo(whole.products[at]!, 6));
    expect(decodeVoice(encodeVoice(whole))).toEqual(whole);
    expect(() => decodeVoice(Buffer.alloc(7))).toThrow(RangeError);
  });

  it('has no pool to be drawn towards while too little was heard', () => {
    expect(poolGaussian(made.speak('Ada', 10))).toBeNull();
  });
});
