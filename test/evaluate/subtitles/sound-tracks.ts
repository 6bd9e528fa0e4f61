import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  errorOf,
  speakerTimes,
  sumOfTimes,
  type SpeakerTime,
} from '../../../src-main/evaluation/diarisation/error-rate.ts';
import { sampleRate } from '../../../src-main/film-maker/film-format.ts';
import type { FilmScript } from '../../../src-main/film-maker/film-script.ts';
import { makeSound } from '../../../src-main/film-maker/make-film.ts';
import type { SpokenLine } from '../../../src-main/film-maker/timeline.ts';
import type { FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';
import { modelCacheFolder } from '../../../src-main/models/model-cache-folder.ts';
import { ensureStarterPack, openModels } from '../../../src-main/models/starter-pack.ts';
import type { FigurePrinter } from '../../bench/figure.ts';
import { turnsByVoice } from './turns-by-voice.ts';

const run = promisify(execFile);

/** Who speaks when in the sound of drawn dialogues alone: no picture, no subtitles, and so no names. */
export async function evaluateSoundTracks(
  figures: FigurePrinter,
  ffmpeg: FfmpegTools,
  scripts: readonly FilmScript[],
): Promise<void> {
  await ensureStarterPack(modelCacheFolder());
  const models = await openModels(modelCacheFolder());
  const folder = await mkdtemp(join(tmpdir(), 'kinora-sound-'));
  const all: SpeakerTime[] = [];
  try {
    for (const script of scripts) {
      const { path, lines } = await writeSoundTrack(ffmpeg, script, join(folder, 'sound.m4a'));
      const turns = await turnsByVoice(ffmpeg, path, models.voiceActivity);
      const times = sumOfTimes(speakerTimes(lines, turns, { collar: 0.25, overlap: true }));
      figures.print('DER, sound alone', (100 * errorOf(times)) / times.scored, script.title);
      all.push(times);
    }
  } finally {
    await models.close();
    await rm(folder, { recursive: true, force: true });
  }
  const sum = sumOfTimes(all);
  const on = `${scripts.length} drawn dialogues`;
  figures.print('DER, sound alone', (100 * errorOf(sum)) / sum.scored, on, '<= 10');
  figures.print('missed speech, sound alone', (100 * sum.missed) / sum.scored, on);
  figures.print('confused speakers, sound alone', (100 * sum.confusion) / sum.scored, on);
}

/** The sound of a drawn film as a file, and the lines that are said in it. */
export async function writeSoundTrack(
  { ffmpeg }: FfmpegTools,
  script: FilmScript,
  path: string,
): Promise<{ readonly path: string; readonly lines: readonly SpokenLine[] }> {
  const { timeline, sound } = await makeSound(ffmpeg, script);
  const raw = `${path}.f32`;
  await writeFile(raw, new Uint8Array(sound.buffer, sound.byteOffset, sound.byteLength));
  await run(ffmpeg, [
    ...['-nostdin', '-hide_banner', '-loglevel', 'error', '-y'],
    ...['-f', 'f32le', '-ar', String(sampleRate), '-ac', '1', '-i', `file:${raw}`],
    ...['-c:a', 'aac', `file:${path}`],
  ]);
  return { path, lines: timeline.lines };
}
