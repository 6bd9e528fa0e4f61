import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wordErrors, type WordErrors } from '../../../src-main/evaluation/dialogue/word-error-rate.ts';
import type { FilmScript } from '../../../src-main/film-maker/film-script.ts';
import { pieceSound } from '../../../src-main/indexing/speech/piece-sound.ts';
import { hearPiece } from '../../../src-main/indexing/speech/hear-piece.ts';
import { languageOfFilm } from '../../../src-main/indexing/speech/recognise-film.ts';
import { speechPieces } from '../../../src-main/indexing/speech/speech-pieces.ts';
import type { FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';
import type { SpeechRecogniser } from '../../../src-main/models/families/speech-recogniser.ts';
import type { ModelSet, VoiceActivityDetector } from '../../../src-main/models/model-interfaces.ts';
import { modelCacheFolder } from '../../../src-main/models/model-cache-folder.ts';
import { ensureStarterPack, openModels } from '../../../src-main/models/starter-pack.ts';
import type { FigurePrinter } from '../../bench/figure.ts';
import { writeSoundTrack } from './sound-tracks.ts';
import { hear } from './turns-by-voice.ts';

const audio = fileURLToPath(new URL('../../../../shared/media/audio/', import.meta.url));

/** A sound and what is said in it. */
interface Spoken {
  readonly path: string;
  readonly text: string;
}

/** What is told of some sounds together. */
interface Recognised extends WordErrors {
  readonly pieces: number;
  readonly mistrusted: number;
  readonly seconds: number;
  readonly wallSeconds: number;
}

/** How much of what is said the chosen speech model writes down wrong; nothing where none is chosen. */
export async function evaluateRecognition(
  figures: FigurePrinter,
  ffmpeg: FfmpegTools,
  scripts: readonly FilmScript[],
): Promise<void> {
  await ensureStarterPack(modelCacheFolder());
  const models = await openModels(modelCacheFolder());
  const folder = await mkdtemp(join(tmpdir(), 'kinora-words-'));
  try {
    if (!models.speech) {
      console.error(
        'Word error rates are left out: no speech model is chosen (kinora models use whisper-base).',
      );
      return;
    }
    const drawn: Spoken[] = [];
    for (const [index, script] of scripts.entries()) {
      const { path, lines } = await writeSoundTrack(ffmpeg, script, join(folder, `${index}.m4a`));
      drawn.push({ path, text: lines.map(({ text }) => text).join(' ') });
    }
    await recognise(figures, ffmpeg, models, drawn, `${scripts.length} drawn dialogues`);
    if (existsSync(audio)) {
      await recognise(figures, ffmpeg, models, await recordings(), 'seven recorded sentences');
    }
  } finally {
    await models.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Sentences that were read aloud, with what was to be read. */
async function recordings(): Promise<Spoken[]> {
  const table = await readFile(join(audio, 'asr', 'transcripts.txt'), 'utf8');
  const sentences = table
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name, ...words] = line.trim().split(/\s+/u);
      return { path: join(audio, 'asr', `${name}.wav`), text: words.join(' ') };
    });
  // TIMIT's form: first sample, last sample, words.
  const timit = await readFile(join(audio, 'LDC93S1.txt'), 'utf8');
  const text = timit.trim().replace(/^\d+ \d+ /u, '');
  return [...sentences, { path: join(audio, 'LDC93S1.wav'), text }];
}

async function recognise(
  figures: FigurePrinter,
  ffmpeg: FfmpegTools,
  { speech, voiceActivity }: ModelSet,
  spoken: readonly Spoken[],
  on: string,
): Promise<void> {
  const recogniser = await speech!.open();
  try {
    const all: Recognised[] = [];
    for (const one of spoken) all.push(await recogniseOne(ffmpeg, recogniser, voiceActivity, one));
    const sum = (value: (one: Recognised) => number): number =>
      all.reduce((whole, one) => whole + value(one), 0);
    const errors = sum((one) => one.errors);
    const pieces = sum((one) => one.pieces);
    figures.print(`WER, ${speech!.modelId}`, (100 * errors) / sum((one) => one.words), on);
    figures.print(`pieces not trusted, ${speech!.modelId}`, sum((one) => one.mistrusted) / pieces, on);
    const speed = sum((one) => one.seconds) / sum((one) => one.wallSeconds);
    figures.print(`seconds of speech a second, ${speech!.modelId}`, speed, on);
  } finally {
    await recogniser.close();
  }
}

async function recogniseOne(
  ffmpeg: FfmpegTools,
  recogniser: SpeechRecogniser,
  detector: VoiceActivityDetector,
  { path, text }: Spoken,
): Promise<Recognised> {
  const { speech, frames } = await hear(ffmpeg, path, detector);
  const { signal } = new AbortController();
  const began = performance.now();
  const pieces = speechPieces(
    speech,
    frames.map(({ time }) => time),
  );
  const sounds = await Promise.all(pieces.map((piece) => pieceSound(ffmpeg, path, piece, signal)));
  const language =
    pieces.length === 0
      ? 'en'
      : await languageOfFilm(pieces, recogniser, async (piece) => sounds[pieces.indexOf(piece)]!);
  const heard = [];
  for (const [index, piece] of pieces.entries()) {
    heard.push(await hearPiece(piece, sounds[index]!, { recogniser, language, signal }));
  }
  const words = heard.flatMap((piece) => piece.words.map((word) => word.text)).join(' ');
  return {
    ...wordErrors(text, words),
    pieces: pieces.length,
    mistrusted: heard.filter(({ mistrust }) => mistrust !== null).length,
    seconds: sounds.reduce((sum, sound) => sum + sound.length / 16_000, 0),
    wallSeconds: (performance.now() - began) / 1000,
  };
}
