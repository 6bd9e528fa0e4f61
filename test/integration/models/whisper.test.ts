import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { modelFilesIn } from '../../fixtures/shared-models.ts';
import { writeWhisperFolder } from '../../fixtures/whisper-folder.ts';
import { openSpeechRecogniser } from '../../../src-main/models/open-family.ts';
import type { SpeechDescription } from '../../../src-main/models/families/model-description.ts';
import type { SpeechRecogniser } from '../../../src-main/models/families/speech-recogniser.ts';

const small: SpeechDescription = {
  id: 'small-whisper',
  adapter: 'whisper',
  precision: { encoder: 'fp32', decoder: 'fp32' },
  wordTimes: true,
  multilingual: true,
};

let folder: string;
const open = (changes: Partial<SpeechDescription> = {}): Promise<SpeechRecogniser> =>
  openSpeechRecogniser({ ...small, ...changes }, modelFilesIn(join(folder, 'small-whisper')), 1);

/** Silence of 4 s with a tone in it, in seconds. */
function toneIn(frequency: number, start: number, end: number): Float32Array {
  return Float32Array.from({ length: 64_000 }, (_, i) => {
    const time = i / 16_000;
    return time >= start && time < end ? 0.5 * Math.sin(2 * Math.PI * frequency * time) : 0;
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whisper-'));
  await writeWhisperFolder(join(folder, 'small-whisper'));
});
afterAll(() => rm(folder, { recursive: true }));

it('writes down what is said, and when each word is said', async () => {
  const recogniser = await open();
  const early = await recogniser.transcribe(toneIn(200, 1.2, 2.2), { language: 'en' });
  expect(early.text).toBe('low tone');
  expect(early.words.map(({ text }) => text)).toEqual(['low', 'tone']);
  const late = await recogniser.transcribe(toneIn(3000, 2.4, 3.6), { language: 'zh' });
  expect(late.text).toBe('high tone');
  expect(early.words[0]!.start).toBeCloseTo(1.2, 1);
  expect(early.words[0]!.end).toBeCloseTo(2.2, 1);
  expect(late.words[0]!.start).toBeCloseTo(2.4, 1);
  expect(late.words[0]!.end).toBeCloseTo(3.6, 1);
  for (const { words } of [early, late]) {
    words.forEach(({ start, end }, index) => {
      expect(end).toBeGreaterThanOrEqual(start);
      expect(start).toBeGreaterThanOrEqual(words[index - 1]?.start ?? 0);
    });
  }
  await recogniser.close();
});

it('writes text without times for models that give none', async () => {
  const recogniser = await open({ wordTimes: false });
  expect(await recogniser.transcribe(toneIn(200, 1, 2))).toEqual({ text: 'low tone', words: [] });
  await recogniser.close();
});

it('takes a sound that is longer than the model hears at once', async () => {
  const recogniser = await open();
  const long = new Float32Array(40 * 16_000);
  long.set(toneIn(200, 1.2, 2.2));
  const { text, words } = await recogniser.transcribe(long);
  expect(text).toContain('low tone');
  expect(words.every(({ end }) => end <= 40)).toBe(true);
  await recogniser.close();
});

it('stops when it is told to', async () => {
  const recogniser = await open();
  const stopped = AbortSignal.abort();
  await expect(recogniser.transcribe(toneIn(200, 1, 2), { signal: stopped })).rejects.toThrow();
  await recogniser.close();
});

it('refuses a folder without graphs in a sentence, and asks no network for them', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'whisper-'));
  await writeFile(join(empty, 'config.json'), '{"model_type":"whisper"}');
  await expect(openSpeechRecogniser(small, modelFilesIn(empty), 1)).rejects.toThrow(
    'The speech model small-whisper could not be loaded.',
  );
  await rm(empty, { recursive: true });
});
