import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Core } from '../../src-main/api/core-interface.ts';
import { overlapOf } from '../../src-main/domain/interval.ts';
import { characterAccuracy } from '../../src-main/evaluation/character-accuracy.ts';
import {
  errorOf,
  speakerTimes,
  sumOfTimes,
  type SpeakerTime,
} from '../../src-main/evaluation/diarisation/error-rate.ts';
import type { Turn } from '../../src-main/evaluation/diarisation/rttm.ts';
import type { FilmTruth } from '../../src-main/film-maker/film-truth.ts';
import { generatedDialogue } from '../../src-main/film-maker/generated-dialogue.ts';
import { makeFilm, type MadeFilm } from '../../src-main/film-maker/make-film.ts';
import { attribute } from '../../src-main/indexing/voices/attribute.ts';
import { diarise } from '../../src-main/indexing/voices/diarise.ts';
import { hearFilm } from '../../src-main/indexing/voices/hear-film.ts';
import type { FaceLabel } from '../../src-main/indexing/voices/heard-utterance.ts';
import { nearestVoice } from '../../src-main/indexing/voices/nearest-centroid.ts';
import { poolGaussian } from '../../src-main/indexing/voices/voice-gaussian.ts';
import {
  addVoices,
  emptyVoice,
  totalVoice,
  type VoiceSum,
} from '../../src-main/indexing/voices/voice-sum.ts';
import { ensureFfmpeg } from '../../src-main/media/ffmpeg-install.ts';
import type { FfmpegTools } from '../../src-main/media/ffmpeg-tools.ts';
import { voiceDimension, voiceFrameModel } from '../../src-main/models/voice-frames.ts';
import { openForReading } from '../../src-main/store/library-database.ts';
import { LibraryStore } from '../../src-main/store/library-store.ts';
import type { FigurePrinter } from '../bench/figure.ts';
import { enrol, indexFilm, withLibrary } from '../bench/film-trial.ts';
import { evaluateRecognition } from './subtitles/recognised-words.ts';
import { evaluateRecordings } from './subtitles/recordings.ts';
import { evaluateSoundTracks } from './subtitles/sound-tracks.ts';
import { writeAndRead, type WrittenBack } from './subtitles/written-back.ts';

/** Seeds from 1000 on are for reporting only, each with so many who speak; nothing is ever tuned on their films. */
const films = [
  [1301, 4],
  [1302, 5],
  [1303, 6],
  [1304, 7],
  [1305, 8],
] as const;
/** Whole scenes are written until a film is so long; they make it 90 to 140 s. */
const filmSeconds = 60;
const filmCache = fileURLToPath(new URL('../../.cache/films/', import.meta.url));
const on = 'five drawn dialogues';

/** A true line with what was found of it. */
interface TriedLine {
  readonly speaker: string;
  readonly isStranger: boolean;
  readonly onScreen: boolean;
  readonly named: string | null;
  /** What the nearest centroid says, and how far that is. */
  readonly baseline: string | null;
  readonly distance: number;
  readonly confidence: number;
}

interface TriedFilm {
  readonly lines: readonly TriedLine[];
  readonly exemplars: {
    readonly right: number;
    readonly found: number;
    readonly oneSpeaker: number;
    readonly named: number;
  };
  /** Turns in truth, as given subtitles give them, and as speech without words does. */
  readonly truth: readonly Turn[];
  readonly withCues: readonly Turn[];
  readonly withoutCues: readonly Turn[];
  readonly written: WrittenBack;
  /** Of the film, and of making and of indexing it. */
  readonly seconds: { readonly film: number; readonly making: number; readonly indexing: number };
}

/**
 * Who says what in films of many voices, with a stranger among them, against their exact truth; before that, who speaks
 * when in their sound alone and in real recordings. With `sound` only that, which takes a minute.
 */
export async function evaluateSubtitles(
  figures: FigurePrinter,
  { films: count, sound }: { readonly films?: string | undefined; readonly sound: boolean },
): Promise<void> {
  const ffmpeg = await ensureFfmpeg((line) => console.error(line));
  const tried: TriedFilm[] = [];
  const scripts = films.map(
    ([seed, speakers]) => generatedDialogue(seed, { speakers, duration: filmSeconds }).script,
  );
  await evaluateSoundTracks(figures, ffmpeg, scripts);
  await evaluateRecordings(figures, ffmpeg);
  await evaluateRecognition(figures, ffmpeg, scripts);
  if (sound) return;
  const chosen = films.slice(0, Number(count ?? films.length));
  for (const [seed, speakers] of chosen) {
    const { script, stranger } = generatedDialogue(seed, { speakers, duration: filmSeconds });
    const began = performance.now();
    const made = await makeFilm(ffmpeg, script, filmCache);
    const making = (performance.now() - began) / 1000;
    const film = await withLibrary((core) => tryDialogue(core, ffmpeg, made, stranger));
    tried.push({ ...film, seconds: { ...film.seconds, making } });
    console.error(`${tried.length} of ${chosen.length} films: ${JSON.stringify(tried.at(-1)!.seconds)}`);
  }
  printExemplars(figures, tried);
  printLines(
    figures,
    tried.flatMap(({ lines }) => lines),
  );
  printErrorRates(figures, tried);
  printWritten(figures, tried);
  for (const part of ['film', 'making', 'indexing'] as const) {
    const all = tried.reduce((sum, { seconds }) => sum + seconds[part], 0);
    figures.print(part === 'film' ? 'seconds of film' : `seconds of ${part}`, all, on);
  }
}

async function tryDialogue(
  core: Core,
  ffmpeg: FfmpegTools,
  made: MadeFilm,
  stranger: string,
): Promise<TriedFilm> {
  const truth = JSON.parse(await readFile(made.truth, 'utf8')) as FilmTruth;
  const { seconds: indexing } = await indexFilm(core, made.film);
  const known = Object.entries(made.portraits).filter(([name]) => name !== stranger);
  await enrol(core, Object.fromEntries(known));
  const { videos } = await core.call('library.videos', {});
  const id = videos[0]!.id;
  const { utterances } = await core.call('dialogue.list', { id });
  const written = await writeAndRead(core, ffmpeg, made.film);
  const db = openForReading(core.libraryFolder);
  try {
    const store = new LibraryStore(db);
    const model = store.faces.tracks(id)[0]!.model;
    const heard = hearFilm(store, id, model);
    const found = attribute(heard);
    const names = new Map(store.people.all().map((person) => [`person:${person.id}`, person.name]));
    const nameOf = (speaker: FaceLabel | number | null): string =>
      speaker === null ? 'nobody' : (names.get(String(speaker)) ?? `speaker ${speaker}`);
    const lineAt = (index: number) => lineOf(truth, heard[index]!);
    const pool = poolGaussian(totalVoice(heard.map(({ voice }) => voice)))!;
    const centroids = new Map<FaceLabel, VoiceSum>();
    for (const { index, label } of found.exemplars) {
      centroids.set(label, addVoices(centroids.get(label) ?? emptyVoice(), heard[index]!.voice));
    }
    const rightExemplars = found.exemplars.filter(({ index, label }) => {
      const { name } = lineAt(index);
      return label.startsWith('group:') ? name === stranger : nameOf(label) === name;
    }).length;
    const frames = store.voices.frames(id, voiceFrameModel, voiceDimension);
    const pieces = diarise(store.videos.speech(id), frames);
    const without = attribute(hearFilm(store, id, model, pieces)).attributions;
    return {
      lines: heard.map(({ voice }, index) => {
        const line = lineAt(index);
        const speaker = utterances[index]!.speakers[0];
        const nearest = nearestVoice(voice, centroids, pool);
        return {
          speaker: line.name,
          isStranger: line.name === stranger,
          onScreen: line.onScreen,
          named: speaker?.person ?? null,
          confidence: speaker?.confidence ?? 0,
          baseline: nearest ? (names.get(nearest.label) ?? null) : null,
          distance: nearest?.distance ?? Infinity,
        };
      }),
      exemplars: {
        right: rightExemplars,
        found: found.exemplars.length,
        oneSpeaker: found.yield.oneSpeaker,
        named: found.yield.named,
      },
      truth: truth.speech.map(({ start, end, name }) => ({ start, end, speaker: name })),
      withCues: utterances.flatMap(({ start, end, speakers }) =>
        speakers.map(({ person, number }) => ({ start, end, speaker: person ?? `speaker ${number}` })),
      ),
      withoutCues: pieces.map(({ start, end }, index) => ({
        ...{ start, end },
        speaker: nameOf(without[index]!.speaker),
      })),
      written,
      seconds: { film: truth.duration, making: 0, indexing },
    };
  } finally {
    db.close();
  }
}

/** The true line of an utterance: that which begins and ends nearest to it. */
function lineOf({ speech }: FilmTruth, utterance: { readonly start: number; readonly end: number }) {
  const apart = (line: FilmTruth['speech'][number]): number =>
    Math.abs(line.start - utterance.start) + Math.abs(line.end - utterance.end) - overlapOf(line, utterance);
  return speech.reduce((best, line) => (apart(line) < apart(best) ? line : best));
}

function printExemplars(figures: FigurePrinter, tried: readonly TriedFilm[]): void {
  const sum = (value: (film: TriedFilm) => number): number =>
    tried.reduce((all, film) => all + value(film), 0);
  const lines = sum((film) => film.lines.length);
  const found = sum(({ exemplars }) => exemplars.found);
  figures.print('utterances', lines, on);
  figures.print('yield, one visible mouth speaks', sum(({ exemplars }) => exemplars.oneSpeaker) / lines, on);
  figures.print('yield, the face is sure', sum(({ exemplars }) => exemplars.named) / lines, on);
  figures.print('yield, neighbours agree', found / lines, on, '>= 0.20');
  figures.print('precision of exemplars', sum(({ exemplars }) => exemplars.right) / found, on, '>= 0.99');
}

function printLines(figures: FigurePrinter, lines: readonly TriedLine[]): void {
  const known = lines.filter(({ isStranger }) => !isStranger);
  const strangers = lines.filter(({ isStranger }) => isStranger);
  const offScreen = known.filter(({ onScreen }) => !onScreen);
  figures.print('character accuracy', characterAccuracy(known), on, '>= 0.95');
  figures.print('character accuracy, off screen', characterAccuracy(offScreen), on, '>= 0.90');
  const unknown = strangers.filter(({ named }) => named === null).length / strangers.length;
  figures.print('strangers called nobody', unknown, on, '>= 0.90');
  const baseline = known.map(({ speaker, baseline: named }) => ({ speaker, named }));
  figures.print('character accuracy, nearest centroid', characterAccuracy(baseline), on);
  for (const share of [0.5, 0.75, 0.9]) {
    const sure = known.toSorted((a, b) => b.confidence - a.confidence).slice(0, share * known.length);
    figures.print(`precision where ${share} are named`, characterAccuracy(sure), on);
    const near = known.toSorted((a, b) => a.distance - b.distance).slice(0, share * known.length);
    figures.print(
      `precision where ${share} are named, nearest centroid`,
      characterAccuracy(near.map(({ speaker, baseline: named }) => ({ speaker, named }))),
      on,
    );
  }
  for (const character of new Set(known.map(({ speaker }) => speaker))) {
    const given = lines.filter(({ named }) => named === character);
    const own = lines.filter(({ speaker }) => speaker === character);
    const right = given.filter(({ speaker }) => speaker === character).length;
    figures.print(`precision of ${character}`, right / given.length, on);
    figures.print(`recall of ${character}`, right / own.length, on);
  }
}

function printWritten(figures: FigurePrinter, tried: readonly TriedFilm[]): void {
  const sum = (value: (written: WrittenBack) => number): number =>
    tried.reduce((all, { written }) => all + value(written), 0);
  const files = sum((written) => written.files);
  figures.print('files that the linter accepts', sum(({ linted }) => linted) / files, on, '>= 1');
  figures.print(
    'files that ffmpeg accepts',
    sum(({ decoded }) => decoded) / sum(({ decodable }) => decodable),
    on,
    '>= 1',
  );
  const lines = sum((written) => written.lines);
  figures.print('lines read back with times and names', sum(({ same }) => same) / lines, on, '>= 1');
}

function printErrorRates(figures: FigurePrinter, tried: readonly TriedFilm[]): void {
  const rate = (turnsOf: (film: TriedFilm) => readonly Turn[], overlap: boolean): number => {
    const times: SpeakerTime[] = tried.flatMap((film) =>
      speakerTimes(film.truth, turnsOf(film), { collar: 0.25, overlap }),
    );
    const all = sumOfTimes(times);
    return (100 * errorOf(all)) / all.scored;
  };
  figures.print(
    'DER, given subtitles',
    rate(({ withCues }) => withCues, true),
    on,
    '<= 10',
  );
  figures.print(
    'DER, given subtitles, overlaps left out',
    rate(({ withCues }) => withCues, false),
    on,
  );
  figures.print(
    'DER, without subtitles',
    rate(({ withoutCues }) => withoutCues, true),
    on,
    '<= 10',
  );
  figures.print(
    'DER, without subtitles, overlaps left out',
    rate(({ withoutCues }) => withoutCues, false),
    on,
  );
}
