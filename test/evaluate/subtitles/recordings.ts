import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { errorOf, speakerTimes, sumOfTimes } from '../../../src-main/evaluation/diarisation/error-rate.ts';
import { readRttm } from '../../../src-main/evaluation/diarisation/rttm.ts';
import { fitVoice, likelihood, poolGaussian } from '../../../src-main/indexing/voices/voice-gaussian.ts';
import { totalVoice, voiceOf } from '../../../src-main/indexing/voices/voice-sum.ts';
import type { FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';
import type { VoiceActivityDetector } from '../../../src-main/models/model-interfaces.ts';
import { modelCacheFolder } from '../../../src-main/models/model-cache-folder.ts';
import { ensureStarterPack, openModels } from '../../../src-main/models/starter-pack.ts';
import type { FigurePrinter } from '../../bench/figure.ts';
import { hear, turnsByVoice } from './turns-by-voice.ts';

const audio = fileURLToPath(new URL('../../../../shared/media/audio/', import.meta.url));

/** Real recordings. Not in the repository: skipped where they do not lie beside it. */
export async function evaluateRecordings(figures: FigurePrinter, ffmpeg: FfmpegTools): Promise<void> {
  if (!existsSync(audio)) {
    console.error('The figures of real recordings are left out: they are not beside the repository.');
    return;
  }
  await ensureStarterPack(modelCacheFolder());
  const models = await openModels(modelCacheFolder());
  try {
    await diarise(figures, ffmpeg, models.voiceActivity);
    await nameVoices(figures, ffmpeg, models.voiceActivity);
  } finally {
    await models.close();
  }
}

/** Who speaks when in four recordings of 30 seconds, with nothing but the sound. */
async function diarise(figures: FigurePrinter, ffmpeg: FfmpegTools, detector: VoiceActivityDetector) {
  const folder = join(audio, 'diarization');
  for (const overlap of [true, false]) {
    const times = [];
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.rttm')).toSorted()) {
      const path = join(folder, file);
      const [truth] = readRttm({ name: file, text: await readFile(path, 'utf8') }).values();
      const turns = await turnsByVoice(ffmpeg, path.replace(/rttm$/u, 'flac'), detector);
      times.push(...speakerTimes(truth!, turns, { collar: 0.25, overlap }));
    }
    const all = sumOfTimes(times);
    const name = overlap ? 'DER' : 'DER, overlaps left out';
    figures.print(name, (100 * errorOf(all)) / all.scored, 'four recordings of 30 s');
  }
}

/** Whose each second of another recording is, of five speakers who were heard in one recording each. */
async function nameVoices(figures: FigurePrinter, ffmpeg: FfmpegTools, detector: VoiceActivityDetector) {
  const folder = join(audio, 'speakers');
  const speakers = [];
  for (const name of await readdir(folder)) {
    const files = (await readdir(join(folder, name))).toSorted();
    const heard = [];
    for (const file of files) heard.push(await hear(ffmpeg, join(folder, name, file), detector));
    speakers.push({ name, heard });
  }
  let pieces = 0;
  let right = 0;
  for (const learned of [0, 1]) {
    const voices = speakers.map(({ heard }) => voiceOf(heard[learned]!.frames.map(({ values }) => values)));
    const pool = poolGaussian(totalVoice(voices))!;
    const models = voices.map((voice) => fitVoice(voice, pool));
    for (const [owner, { heard }] of speakers.entries()) {
      for (const second of Map.groupBy(heard[1 - learned]!.frames, ({ time }) => Math.floor(time)).values()) {
        if (second.length < 10) continue;
        const voice = voiceOf(second.map(({ values }) => values));
        const scores = models.map((model) => likelihood(voice, model));
        pieces++;
        if (scores.indexOf(Math.max(...scores)) === owner) right++;
      }
    }
  }
  figures.print('share of seconds named right', right / pieces, 'five readers, other recordings');
}
