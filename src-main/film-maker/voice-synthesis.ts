import { UserFacingError } from '../domain/errors.ts';
import { outputOf, quietFfmpeg } from './child-output.ts';
import { sampleRate } from './film-format.ts';
import type { VoiceName } from './film-script.ts';

interface VoiceRecipe {
  /** espeak-ng's language and variant, its pitch (0..99) and its speed in words a minute. */
  readonly variant: string;
  readonly pitch: number;
  readonly speed: number;
  /** Factor on all frequencies after the synthesis; moves the formants, as a longer or shorter throat does. */
  readonly formants: number;
}

/** Eight people one cannot mistake for one another: four higher voices, four lower ones. */
export const voiceRecipes: Readonly<Record<VoiceName, VoiceRecipe>> = {
  amber: { variant: 'en-us+Annie', pitch: 55, speed: 160, formants: 1.06 },
  basil: { variant: 'en-us+m3', pitch: 44, speed: 158, formants: 0.94 },
  coral: { variant: 'en-gb+f2', pitch: 99, speed: 176, formants: 1.13 },
  drake: { variant: 'en-gb-scotland+grandpa', pitch: 6, speed: 140, formants: 0.88 },
  ember: { variant: 'en-gb-x-rp+f5', pitch: 35, speed: 150, formants: 0.98 },
  flint: { variant: 'en-gb-x-gbclan+Denis', pitch: 78, speed: 184, formants: 1.04 },
  gale: { variant: 'en-us+m7', pitch: 22, speed: 166, formants: 1.12 },
  hazel: { variant: 'en-gb-x-gbcwmd+f4', pitch: 66, speed: 154, formants: 0.9 },
};

const quiet = 0.012;
const loudness = 0.11;

/** Cuts silence off both ends and brings speech to one loudness. */
export function trimmed(samples: Float32Array): Float32Array {
  let first = 0;
  let last = samples.length;
  const peak = samples.reduce((high, value) => Math.max(high, Math.abs(value)), 0);
  const floor = quiet * peak;
  while (first < last && Math.abs(samples[first]!) <= floor) first++;
  while (last > first && Math.abs(samples[last - 1]!) <= floor) last--;
  const speech = samples.slice(first, last);
  let energy = 0;
  for (const value of speech) energy += value * value;
  const gain = Math.min(loudness / Math.sqrt(energy / Math.max(1, speech.length) || 1), 0.97 / (peak || 1));
  return speech.map((value) => value * gain);
}

/**
 * Speaks `text` with espeak-ng: mono samples at the film's rate, -1..1, without silence at the ends.
 * Throws `missing-tool` when espeak-ng is not installed.
 */
export async function synthesise(
  ffmpeg: string,
  voice: VoiceName,
  text: string,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const recipe = voiceRecipes[voice];
  const wave = await outputOf(
    'espeak-ng',
    ['-v', recipe.variant, '-p', `${recipe.pitch}`, '-s', `${recipe.speed}`, '--stdin', '--stdout'],
    { input: text, signal },
  ).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    throw new UserFacingError(
      'missing-tool',
      `The line “${text}” is not in the demo's bank of spoken lines, and espeak-ng, which could speak it, is not installed.`,
      'Install espeak-ng (on Debian and Ubuntu: apt-get install -y espeak-ng), or use a line from assets/demo/lines.json.',
      error,
    );
  });
  // espeak-ng writes 22,050 samples a second.
  const filter = `asetrate=${Math.round(22_050 * recipe.formants)},aresample=${sampleRate}`;
  const pcm = await outputOf(
    ffmpeg,
    [...quietFfmpeg, '-i', 'pipe:0', '-af', filter, '-ac', '1', '-f', 'f32le', 'pipe:1'],
    { input: wave, signal },
  );
  return trimmed(floatsOf(pcm));
}

/** Reads little-endian 32-bit floats. */
export function floatsOf(pcm: Buffer): Float32Array {
  const samples = new Float32Array(Math.floor(pcm.length / 4));
  for (let i = 0; i < samples.length; i++) samples[i] = pcm.readFloatLE(i * 4);
  return samples;
}
