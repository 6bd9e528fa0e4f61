import { WeSpeakerFeatureExtractor } from '@huggingface/transformers';
import { describe, expect, it } from 'vitest';
import { framesIn, kaldiFbank, logMel, yamnetMel } from '../../../src-main/models/adapters/log-mel.ts';

const tone = (frequency: number, seconds: number, amplitude = 0.5): Float32Array =>
  Float32Array.from(
    { length: 16_000 * seconds },
    (_, i) => amplitude * Math.sin((2 * Math.PI * frequency * i) / 16_000),
  );

/** The same noise on every run. */
function noise(length: number): Float32Array {
  let state = 7;
  return Float32Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state / 2_147_483_647 - 0.5) * 0.6;
  });
}

describe('the Kaldi filter bank', () => {
  for (const [name, sound] of [
    ['noise', noise(16_000)],
    ['a tone', tone(440, 0.5)],
    ['silence', new Float32Array(8000)],
  ] as const) {
    it(`of ${name} is what the transformers library extracts for speaker models`, async () => {
      const extractor = new WeSpeakerFeatureExtractor({
        sampling_rate: 16_000,
        num_mel_bins: 80,
        min_num_frames: 0,
        fbank_centering_span: 1,
      });
      const { input_features: reference } = await extractor._call(sound);
      const ours = logMel(
        sound.map((value) => value * 32_768),
        kaldiFbank,
      );
      expect(ours.length).toBe(reference.data.length);
      const worst = ours.reduce(
        (most, value, at) => Math.max(most, Math.abs(value - Number(reference.data[at]))),
        0,
      );
      expect(worst).toBeLessThan(0.01);
    });
  }
});

describe("YAMNet's spectrogram", () => {
  it('of silence is the logarithm of its floor everywhere', () => {
    const spectrogram = logMel(new Float32Array(16_000), yamnetMel);
    expect(spectrogram.length).toBe(framesIn(16_000, yamnetMel) * 64);
    for (const value of spectrogram) expect(value).toBeCloseTo(Math.log(0.001), 5);
  });

  it('puts a tone into the band whose middle is nearest, in mel', () => {
    const mel = (frequency: number): number => 1127 * Math.log(1 + frequency / 700);
    for (const frequency of [300, 1000, 3000, 6000]) {
      const frame = logMel(tone(frequency, 0.1), yamnetMel).subarray(0, 64);
      const step = (mel(7500) - mel(125)) / 65;
      const nearest = Math.round((mel(frequency) - mel(125)) / step) - 1;
      expect(Math.abs(frame.indexOf(Math.max(...frame)) - nearest)).toBeLessThanOrEqual(1);
    }
  });

  it('has the magnitude of a tone: a windowed sine of amplitude a peaks at a * 400 / 4', () => {
    // 1000 Hz lies on bin 32; the two bands around it share its weight.
    const frame = logMel(tone(1000, 0.1), yamnetMel).subarray(0, 64);
    const peak = Math.exp(Math.max(...frame));
    expect(peak).toBeGreaterThan(50);
    expect(peak).toBeLessThan(150);
  });

  it('has no frame of a sound shorter than a window', () => {
    expect(logMel(new Float32Array(399), yamnetMel).length).toBe(0);
    expect(logMel(new Float32Array(400), yamnetMel).length).toBe(64);
  });
});
