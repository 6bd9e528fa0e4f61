import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeFilm } from './film-encoder.ts';
import { framesPerDrawing, rendererVersion, sampleRate } from './film-format.ts';
import type { CastMember, FilmScript } from './film-script.ts';
import { subtitlesOf } from './film-subtitles.ts';
import { truthOf } from './film-truth.ts';
import { MouthMovement } from './mouth-movement.ts';
import { drawPictures } from './picture-track.ts';
import { fileNameOf, writePortraits } from './portraits.ts';
import { mixSound } from './sound-track.ts';
import { layTimeline, type Timeline } from './timeline.ts';
import { VoiceBank } from './voice-bank.ts';
import { synthesise } from './voice-synthesis.ts';

/** Paths of everything that was made for one script. */
export interface MadeFilm {
  readonly film: string;
  /** JSON of the form `FilmTruth`. */
  readonly truth: string;
  /** PNG pictures by the cast's names. */
  readonly portraits: Record<string, string[]>;
  readonly subtitles: string;
}

/** What films are made with. */
export interface FilmTools {
  readonly ffmpeg: string;
  /** Whoever makes several films need not read the voices for each: what was read stays in memory, some 12 MB a voice. */
  readonly voices?: VoiceBank;
}

/** A making that was killed leaves its folder behind; after this many hours nobody is working in it any more. */
const abandonedAfterHours = 6;

/**
 * Makes a film, its truth, its portraits and its subtitles below `cacheFolder`, or finds them there: they are kept by
 * the hash of the script and the renderer's version. Safe when two processes make the same film at once, and when one
 * is killed: a film appears whole or not at all. `onProgress` hears the share that is done, 0..1.
 * Throws `missing-tool` when a line is not in the bank and espeak-ng is not installed, an AbortError when cancelled.
 */
export async function makeFilm(
  tools: FilmTools,
  script: FilmScript,
  cacheFolder: string,
  onProgress: (share: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<MadeFilm> {
  signal?.throwIfAborted();
  const hash = createHash('sha256')
    .update(JSON.stringify([rendererVersion, script]))
    .digest('hex');
  const folder = join(cacheFolder, hash.slice(0, 24));
  const title = fileNameOf(script.title) || 'Film';
  if (!(await exists(folder))) {
    await mkdir(cacheFolder, { recursive: true });
    await removeAbandoned(cacheFolder);
    const making = join(cacheFolder, `.making-${randomUUID()}`);
    try {
      await mkdir(making);
      await make(tools, script, title, making, onProgress, signal);
      await rename(making, folder).catch(async (error: unknown) => {
        // Another process was faster; its film is the same.
        if (!(await exists(folder))) throw error;
      });
    } finally {
      await rm(making, { recursive: true, force: true });
    }
  }
  onProgress(1);
  return found(folder, title, script.subtitlesBeside);
}

/** A film's sound, mono at the film's rate, with when which line is spoken. */
export interface MadeSound {
  readonly timeline: Timeline;
  /** Of each of the timeline's lines by itself. */
  readonly lines: readonly Float32Array[];
  readonly sound: Float32Array;
}

/** Makes what is heard in a film and nothing else. Throws as {@link makeFilm} does. */
export async function makeSound(
  ffmpeg: string,
  script: FilmScript,
  signal?: AbortSignal,
  voices: VoiceBank = VoiceBank.open(),
): Promise<MadeSound> {
  const speech = await speakAll(ffmpeg, script, voices, signal);
  const timeline = layTimeline(script, (speaker, text) => speech.durationOf(speaker, text));
  const lines = timeline.lines.map((line) => speech.samplesOf(line.speaker, line.text));
  return { timeline, lines, sound: mixSound(timeline, lines) };
}

async function make(
  { ffmpeg, voices }: FilmTools,
  script: FilmScript,
  title: string,
  folder: string,
  onProgress: (share: number) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { timeline, lines, sound } = await makeSound(ffmpeg, script, signal, voices);
  const mouths = new MouthMovement(timeline, lines);
  const soundPath = join(folder, 'sound.f32');
  await writeFile(soundPath, new Uint8Array(sound.buffer, sound.byteOffset, sound.byteLength));
  let drawn = 0;
  const pictures = drawPictures(timeline, mouths);
  const report = (): void => onProgress((0.98 * ++drawn * framesPerDrawing) / timeline.frames);
  await encodeFilm(ffmpeg, pictures, soundPath, script.title, join(folder, `${title}.mp4`), report, signal);
  await rm(soundPath);
  const truth = truthOf(timeline, (speaker, drawing) => mouths.shapeAt(speaker, drawing));
  await writeFile(join(folder, 'truth.json'), `${JSON.stringify(truth)}\n`);
  const subtitles = subtitlesPath(folder, title, script.subtitlesBeside);
  await mkdir(join(folder, 'apart'), { recursive: true });
  await writeFile(subtitles, subtitlesOf(timeline.lines));
  const portraits = await writePortraits(script.cast, join(folder, 'portraits'));
  await writeFile(join(folder, 'portraits.json'), JSON.stringify(portraits));
}

/** Subtitles that lie apart are not taken for the film's own by a library that looks beside it. */
function subtitlesPath(folder: string, title: string, beside: boolean): string {
  return beside ? join(folder, `${title}.srt`) : join(folder, 'apart', 'dialogue.srt');
}

async function found(folder: string, title: string, beside: boolean): Promise<MadeFilm> {
  const text = await readFile(join(folder, 'portraits.json'), 'utf8');
  const names = JSON.parse(text) as Record<string, string[]>;
  return {
    film: join(folder, `${title}.mp4`),
    truth: join(folder, 'truth.json'),
    portraits: Object.fromEntries(
      Object.entries(names).map(([name, files]) => [
        name,
        files.map((file) => join(folder, 'portraits', file)),
      ]),
    ),
    subtitles: subtitlesPath(folder, title, beside),
  };
}

interface Speech {
  durationOf(speaker: string, text: string): number;
  samplesOf(speaker: string, text: string): Float32Array;
}

/** Every line of the script in its speaker's voice: from the bank, or spoken now where the bank does not hold it. */
async function speakAll(
  ffmpeg: string,
  script: FilmScript,
  bank: VoiceBank,
  signal: AbortSignal | undefined,
): Promise<Speech> {
  const voices = new Map(script.cast.map((member: CastMember) => [member.name, member.voice]));
  const spoken = new Map<string, { samples: Float32Array; duration: number }>();
  const keyOf = (speaker: string, text: string): string => `${speaker}\n${text}`;
  for (const { speaker, text } of script.shots.flatMap((shot) => shot.lines)) {
    const voice = voices.get(speaker);
    if (!voice) throw new Error(`${speaker} is not in the cast.`);
    if (spoken.has(keyOf(speaker, text))) continue;
    signal?.throwIfAborted();
    const banked = await bank.speak(ffmpeg, voice, text);
    const samples = banked ?? (await synthesise(ffmpeg, voice, text, signal));
    const duration = bank.durationOf(voice, text) ?? secondsOf(samples);
    spoken.set(keyOf(speaker, text), { samples, duration });
  }
  const lineOf = (speaker: string, text: string): { samples: Float32Array; duration: number } => {
    const line = spoken.get(keyOf(speaker, text));
    if (!line) throw new Error(`The line “${text}” was not spoken.`);
    return line;
  };
  return {
    durationOf: (speaker, text) => lineOf(speaker, text).duration,
    samplesOf: (speaker, text) => lineOf(speaker, text).samples,
  };
}

function secondsOf(samples: Float32Array): number {
  return samples.length / sampleRate;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function removeAbandoned(films: string): Promise<void> {
  for (const name of await readdir(films)) {
    if (!name.startsWith('.making-')) continue;
    const path = join(films, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > abandonedAfterHours * 3_600_000)
      await rm(path, { recursive: true, force: true });
  }
}
