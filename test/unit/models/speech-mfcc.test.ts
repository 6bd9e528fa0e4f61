import { describe, expect, it } from 'vitest';
import { mfccCoefficients, speechMfcc } from '../../../src-main/models/adapters/speech-mfcc.ts';

/** Two tones, one of which swells; whole numbers of 16 bits. */
const tones = Float32Array.from({ length: 1000 }, (_, t) =>
  Math.round(
    8000 * Math.sin((2 * Math.PI * 220 * t) / 16_000) +
      3000 * Math.sin((2 * Math.PI * 1750 * t) / 16_000) * Math.cos(t / 97),
  ),
);

// What the definition of python_speech_features gives for this sound, computed with NumPy and SciPy.
const expected = [
  [
    19.4206, 8.5731, -13.8142, 15.4783, 35.8689, -7.0092, -45.6304, -20.3178, 7.0798, -21.6371, -47.7866,
    -23.0038, 2.8207,
  ],
  [
    19.3162, 18.204, -20.2481, 5.5365, 31.6815, -8.1731, -47.1703, -21.6156, 5.0804, -25.875, -51.6601,
    -23.9603, 2.3013,
  ],
  [
    18.9395, 17.2597, -12.8557, 16.7073, 42.7325, 0.5404, -40.6378, -14.2167, 14.5265, -16.5964, -43.8805,
    -15.7991, 10.6665,
  ],
];

describe('the coefficients that models of active speakers hear', () => {
  const frames = speechMfcc(tones, 8);
  const row = (frame: number) => [
    ...frames.subarray(frame * mfccCoefficients, (frame + 1) * mfccCoefficients),
  ];

  it('are those of python_speech_features, also where the sound ends within a window', () => {
    for (const [place, frame] of [0, 3, 5].entries()) {
      row(frame).forEach((value, k) => expect(value).toBeCloseTo(expected[place]![k]!, 2));
    }
  });

  it('go on in silence where the sound is shorter than what is wanted', () => {
    expect(frames).toHaveLength(8 * mfccCoefficients);
    expect(row(7)[0]).toBeCloseTo(Math.log(Number.EPSILON), 3);
    expect(speechMfcc(new Float32Array(0), 4).every(Number.isFinite)).toBe(true);
  });
});
