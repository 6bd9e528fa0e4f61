import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { downloadModel, knownFile } from '../../fixtures/download-model.ts';
import { modelFilesIn } from '../../fixtures/shared-models.ts';
import { writeWhisperFolder } from '../../fixtures/whisper-folder.ts';
import { openChosenModels } from '../../../src-main/models/chosen-models.ts';
import { ModelManager } from '../../../src-main/models/manager/model-manager.ts';
import { SessionManager } from '../../../src-main/models/sessions/session-manager.ts';
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

/** A model whose decoder does not tell where it looks. */
async function openWithoutAttention(): Promise<SpeechRecogniser> {
  const plain = join(folder, 'plain-whisper');
  await writeWhisperFolder(plain, { looks: false });
  return openSpeechRecogniser({ ...small, id: 'plain-whisper' }, modelFilesIn(plain), 1);
}

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

it('spreads the words over their sentence for models that give no times of words', async () => {
  for (const recogniser of [await open({ wordTimes: false }), await openWithoutAttention()]) {
    const { text, words } = await recogniser.transcribe(toneIn(200, 1, 2));
    expect(text).toBe('low tone');
    expect(words.map((word) => word.text)).toEqual(['low', 'tone']);
    expect(words[0]!.start).toBe(0);
    expect(words[0]!.end).toBeCloseTo(words[1]!.start, 5);
    expect(words[1]!.end).toBeCloseTo(4, 5);
    await recogniser.close();
  }
});

it('tells the language where nobody says it', async () => {
  const recogniser = await open();
  for (const [frequency, language] of [
    [200, 'en'],
    [3000, 'zh'],
  ] as const) {
    const sound = toneIn(frequency, 1, 2);
    expect((await recogniser.transcribe(sound)).language).toBe(language);
    const languages = await recogniser.languages(sound);
    expect(languages.get(language)).toBeGreaterThan(0.9);
    expect([...languages.values()].reduce((sum, one) => sum + one)).toBeCloseTo(1, 5);
  }
  await recogniser.close();
});

it('tells how sure it is, and whether it hears speech at all', async () => {
  const recogniser = await open();
  const tone = await recogniser.transcribe(toneIn(200, 1, 2));
  expect(tone.certainty).toBeGreaterThan(-0.1);
  expect(tone.noSpeech).toBeLessThan(0.1);
  const silence = await recogniser.transcribe(new Float32Array(32_000));
  expect(silence.noSpeech).toBeGreaterThan(0.9);
  expect(silence).toMatchObject({ text: '', words: [] });
  await recogniser.close();
});

it('refuses more sound than it hears at once', async () => {
  const recogniser = await open();
  await expect(recogniser.transcribe(new Float32Array(31 * 16_000))).rejects.toThrow('30 s at once');
  await recogniser.close();
});

it('stops when it is told to, also between two words', async () => {
  const recogniser = await open();
  const stopped = AbortSignal.abort();
  await expect(recogniser.transcribe(toneIn(200, 1, 2), { signal: stopped })).rejects.toThrow();
  const controller = new AbortController();
  const writing = recogniser.transcribe(toneIn(200, 1, 2), { signal: controller.signal });
  controller.abort();
  await expect(writing).rejects.toThrow('aborted');
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

it('serves films once it is installed and chosen, as long as its files are what was installed', async () => {
  const cache = join(folder, 'cache');
  const roles = { encoder: 'onnx/encoder_model.onnx', decoder: 'onnx/decoder_model_merged.onnx' };
  const others = ['config', 'generation_config', 'preprocessor_config', 'tokenizer_config', 'tokenizer'];
  const named = [...Object.entries(roles), ...others.map((name) => [name, `${name}.json`] as const)];
  const files = await Promise.all(
    named.map(async ([role, path]) => {
      const content = await readFile(join(folder, 'small-whisper', path));
      return { ...knownFile(path, `https://example.org/${path}`, content), role };
    }),
  );
  const model = { ...downloadModel('small', files), family: 'asr', graphContract: 'whisper' } as const;
  const manager = new ModelManager(cache, { models: [model] });
  expect((await manager.import(join(folder, 'small-whisper'))).imported).toEqual(['small']);
  const sessions = new SessionManager(cache, { threads: 1 });
  expect((await openChosenModels(cache, sessions, [model])).speech).toBeNull();
  await manager.use('small');
  const { speech } = await openChosenModels(cache, sessions, [model]);
  const recogniser = await speech!.open();
  expect((await recogniser.transcribe(toneIn(200, 1, 2))).text).toBe('low tone');
  await recogniser.close();
  await appendFile(join(manager.installed.folderOf('small'), 'config.json'), ' ');
  await expect(speech!.open()).rejects.toThrow('config.json is no longer what was installed');
  await sessions.close();
});
