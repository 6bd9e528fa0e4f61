import { readAnnotationText } from '../../../src-main/evaluation/annotation-file.ts';
import { readCelebritiesInAction } from '../../../src-main/evaluation/personal/celebrities-in-action.ts';
import { deepFashionFiles, readDeepFashion } from '../../../src-main/evaluation/personal/deep-fashion.ts';
import { withFiles, type PersonalDataSet } from '../../../src-main/evaluation/personal/personal-data.ts';
import { scorePersonal } from '../../../src-main/evaluation/personal/score.ts';
import { readThisIsMy, thisIsMyFiles } from '../../../src-main/evaluation/personal/this-is-my.ts';
import { openForReading } from '../../../src-main/store/library-database.ts';
import { LibraryReader } from '../../../src-main/store/library-reader.ts';
import type { FigurePrinter } from '../../bench/figure.ts';
import { filesBelow, filesByFolder, readAnnotationFolder, type DataSetPlaces } from './data-set-files.ts';
import { fillLibrary, openLibraryOf, type PersonalLibrary } from './personal-library.ts';
import { rankByLikelihood } from './rank-by-likelihood.ts';
import { rankBySearch, type Ranker } from './rank-by-search.ts';

export const personalProtocols = ['this-is-my', 'deepfashion2', 'cia'] as const;
export type PersonalProtocol = (typeof personalProtocols)[number];

/** What ranks: the likelihoods of the library, which tell of every candidate, or the search, as a person sees it. */
export type RankedBy = 'likelihood' | 'search';

interface LoadedDataSet {
  readonly data: PersonalDataSet;
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Scores a data set of personal retrieval on the files of it that are there: indexes the candidates, enrols the instances and
 * prints each setting's metrics. Throws UserFacingError for annotations that do not fit, a plain Error where no candidate is
 * there.
 */
export async function evaluatePersonal(
  figures: FigurePrinter,
  protocol: PersonalProtocol,
  places: DataSetPlaces,
  rankedBy: RankedBy,
): Promise<void> {
  const { data: whole, files } = await load(protocol, places);
  const data = withFiles(whole, (file) => files.has(file));
  if (data.settings.length === 0) throw new Error(`Nothing that is asked for lies in ${places.videos}.`);
  const core = await openLibraryOf(protocol, places);
  try {
    const library = await fillLibrary(core, data, files);
    const reader = new LibraryReader(openForReading(core.libraryFolder));
    try {
      const rank = rankerOf(rankedBy, reader, library);
      for (const { name, metrics, candidates, queries } of data.settings) {
        const asked = whole.settings.find((setting) => setting.name === name)!;
        const on =
          `${protocol} by ${rankedBy}, ${queries.length} of ${asked.queries.length} queries, ` +
          `${candidates.length} of ${asked.candidates.length} candidates`;
        const ranked = [];
        for (const query of queries) {
          const scores = await rank(query, candidates);
          ranked.push(
            candidates.map((candidate, index) => ({
              score: scores[index]!,
              isRight: query.right.has(candidate),
            })),
          );
        }
        for (const { name: metric, value, interval } of scorePersonal(metrics, ranked)) {
          const range = interval ? ([interval.low, interval.high] as const) : undefined;
          figures.print(`${name} ${metric}`, value, on, undefined, range);
        }
      }
      figures.print('instances that could not be enrolled', library.unknown.size, protocol);
    } finally {
      reader.close();
    }
  } finally {
    await core.close();
  }
}

function rankerOf(rankedBy: RankedBy, reader: LibraryReader, library: PersonalLibrary): Ranker {
  return rankedBy === 'search' ? rankBySearch(library) : rankByLikelihood(reader, library);
}

async function load(
  protocol: PersonalProtocol,
  { annotations, videos, pictures }: DataSetPlaces,
): Promise<LoadedDataSet> {
  const files = await filesBelow(videos);
  switch (protocol) {
    case 'this-is-my':
      return { files, data: readThisIsMy(await readAnnotationFolder(annotations, thisIsMyFiles)) };
    case 'deepfashion2':
      return { files, data: readDeepFashion(await readAnnotationFolder(annotations, deepFashionFiles)) };
    case 'cia': {
      const faces = await filesByFolder(pictures);
      // An actor's pictures have names of their own, which no clip has.
      const named = [...faces].flatMap(([actor, paths]) =>
        paths.map((path, index): [string, string] => [`picture ${index + 1} of ${actor}`, path]),
      );
      const data = readCelebritiesInAction(await readAnnotationText(annotations), (actor) =>
        (faces.get(actor) ?? []).map((_, index) => `picture ${index + 1} of ${actor}`),
      );
      return { files: new Map([...files, ...named]), data };
    }
  }
}
