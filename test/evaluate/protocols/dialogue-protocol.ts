import { statSync } from 'node:fs';
import { parse } from 'node:path';
import type { Core } from '../../../src-main/api/core-interface.ts';
import { readAnnotationText, type AnnotationText } from '../../../src-main/evaluation/annotation-file.ts';
import {
  readAttributedLines,
  type AttributedLine,
} from '../../../src-main/evaluation/dialogue/attributed-line.ts';
import { isErrorRate, scoreDialogue, type Episode } from '../../../src-main/evaluation/dialogue/score.ts';
import { readRttm, type Turn } from '../../../src-main/evaluation/diarisation/rttm.ts';
import { readDialogue, type SpokenLine } from '../../../src-main/evaluation/look-listen-recognise.ts';
import type { FigurePrinter } from '../../bench/figure.ts';
import { filesBelow, filesByFolder, type DataSetPlaces } from './data-set-files.ts';
import { mostPictures } from './enrolment-pictures.ts';
import { indexFilms, knownNames, openLibraryOf } from './personal-library.ts';

export interface DialoguePlaces extends DataSetPlaces {
  /** Found lines, a file or a folder; without any, the videos are indexed and told by Kinora itself. */
  readonly predictions: string;
}

/** How the lines of an episode are found; null where there is nothing to find them in. */
type FindLines = (episode: string) => Promise<readonly AttributedLine[] | null>;

/**
 * Scores who says what against annotations in the Look-Listen-Recognise layout or in RTTM, one file or a folder of
 * them, each an episode.
 * Throws UserFacingError for files that do not fit, a plain Error where no episode has an answer.
 */
export async function evaluateDialogue(figures: FigurePrinter, places: DialoguePlaces): Promise<void> {
  const annotations = await filesIn(places.annotations, '.csv', '.rttm');
  if (places.predictions !== '') {
    const predictions = await filesIn(places.predictions, '.csv', '.rttm');
    const isPair = annotations.size === 1 && predictions.size === 1;
    await score(figures, annotations, async (episode) => {
      const path = isPair ? [...predictions.values()][0] : predictions.get(episode);
      return path === undefined ? null : readFound(path);
    });
    return;
  }
  const videos = await filesBelow(places.videos);
  const core = await openLibraryOf('dialogue', places);
  try {
    const own = [...annotations.keys()].flatMap((episode) => videos.get(episode) ?? []);
    await indexFilms(core, own);
    if (places.pictures !== '') await enrolCharacters(core, await filesByFolder(places.pictures));
    await score(figures, annotations, async (episode) => {
      const path = videos.get(episode);
      return path === undefined ? null : linesOf(core, path);
    });
  } finally {
    await core.close();
  }
}

async function score(
  figures: FigurePrinter,
  annotations: ReadonlyMap<string, string>,
  findLines: FindLines,
): Promise<void> {
  const episodes: Episode[] = [];
  for (const [name, path] of annotations) {
    const found = await findLines(name);
    if (found) episodes.push({ name, truth: await readTruth(path), found });
  }
  if (episodes.length === 0) throw new Error('No annotated episode has lines that were found.');
  const lines = episodes.reduce((sum, { truth }) => sum + truth.length, 0);
  const on = `${episodes.length} of ${annotations.size} episodes, ${lines} lines`;
  for (const { name, value, interval } of scoreDialogue(episodes)) {
    const range = interval ? ([interval.low, interval.high] as const) : undefined;
    figures.print(name, value, on, undefined, range, isErrorRate(name) ? 'lower' : 'higher');
  }
}

/** A file, or those below a folder that have one of the endings, by their names without it. */
async function filesIn(place: string, ...endings: readonly string[]): Promise<Map<string, string>> {
  if (statSync(place, { throwIfNoEntry: false })?.isFile()) return new Map([[parse(place).name, place]]);
  const files = [...(await filesBelow(place))].filter(([, path]) => endings.includes(parse(path).ext));
  return new Map(files.toSorted(([a], [b]) => a.localeCompare(b)));
}

/** RTTM has speakers without words. */
async function readTruth(path: string): Promise<SpokenLine[]> {
  const source = await readAnnotationText(path);
  if (parse(path).ext !== '.rttm') return readDialogue(source);
  return turnsOf(source).map((turn) => ({ ...turn, text: '' }));
}

async function readFound(path: string): Promise<AttributedLine[]> {
  const source = await readAnnotationText(path);
  if (parse(path).ext !== '.rttm') return readAttributedLines(source);
  return turnsOf(source).map(({ start, end, speaker }) => ({
    ...{ start, end, voice: speaker, named: speaker },
    ...{ text: '', confidence: 1 },
  }));
}

function turnsOf(source: AnnotationText): Turn[] {
  return [...readRttm(source).values()].flat();
}

/** Enrols each character from the first pictures of the folder with that name. */
async function enrolCharacters(core: Core, pictures: ReadonlyMap<string, readonly string[]>): Promise<void> {
  const known = await knownNames(core);
  for (const [name, paths] of pictures) {
    if (known.has(name)) continue;
    const { rejected } = await core.call('people.add', {
      name,
      pictures: paths.slice(0, mostPictures).map((path) => ({ path })),
    });
    for (const { picture, reason } of rejected) console.error(`${name}, ${picture}: ${reason}`);
  }
}

async function linesOf(core: Core, path: string): Promise<AttributedLine[] | null> {
  const { videos } = await core.call('library.videos', {});
  const video = videos.find((one) => one.path === path);
  if (!video) return null;
  const { utterances } = await core.call('dialogue.list', { id: video.id });
  return utterances.flatMap(({ start, end, text, speakers }) => {
    const line = { start, end, text: text ?? '' };
    if (speakers.length === 0) return [{ ...line, named: null, voice: 'unknown', confidence: 0 }];
    return speakers.map(({ person, number, confidence }) => ({
      ...line,
      ...{ named: person, voice: person ?? `Speaker ${number}`, confidence },
    }));
  });
}
