import { parse } from 'node:path';
import type { Core } from '../../../src-main/api/core-interface.ts';
import { readAnnotationText } from '../../../src-main/evaluation/annotation-file.ts';
import type { AnsweredQuery } from '../../../src-main/evaluation/retrieval/answered-query.ts';
import {
  identityOfPicture,
  readIdentityQueries,
  type IdentityQuery,
} from '../../../src-main/evaluation/retrieval/identity-queries.ts';
import { scoreRetrieval } from '../../../src-main/evaluation/retrieval/score.ts';
import type { FigurePrinter } from '../../bench/figure.ts';
import { filesBelow, type DataSetPlaces } from './data-set-files.ts';
import { isPicture } from './enrolment-pictures.ts';
import { indexFilms, knownNames, openLibraryOf } from './personal-library.ts';
import { sentenceQuery } from './sentence-query.ts';

const mostMoments = 1000;

/** The paper's names of what is printed, by ours: one moment a query, that of the best video or of the true one. */
const paperNames: Readonly<Record<string, string>> = {
  'VR R@1': 'VR R@1',
  'VR R@10': 'VR R@10',
  'VR R@100': 'VR R@100',
  'SVMR R@1 IoU 0.5': 'SVG IoU 0.5',
  'SVMR R@1 IoU 0.7': 'SVG IoU 0.7',
  'VCMR R@1 IoU 0.5': 'VCG IoU 0.5',
  'VCMR R@1 IoU 0.7': 'VCG IoU 0.7',
};

/**
 * Scores the search on TVR-IT: indexes the videos that are there, enrols everybody who is asked for from the pictures, and
 * asks with names in the places of the pictures. Throws UserFacingError for annotations that do not fit, a plain Error where
 * no video is there.
 */
export async function evaluateIdentities(figures: FigurePrinter, places: DataSetPlaces): Promise<void> {
  const { annotations, videos, pictures } = places;
  const queries = readIdentityQueries(await readAnnotationText(annotations));
  const files = await filesBelow(videos);
  const asked = queries.filter(({ video }) => files.has(video));
  if (asked.length === 0) throw new Error(`None of the annotated videos lies in ${videos}.`);
  const core = await openLibraryOf('tvr-it', places);
  try {
    const sources = new Set(asked.map(({ video }) => files.get(video)!));
    await indexFilms(core, [...sources]);
    const known = await enrolIdentities(core, asked, await picturesOfIdentities(pictures));
    const answered: AnsweredQuery[] = [];
    for (const query of asked) {
      const source = files.get(query.video)!;
      const { moments, nearest } = await core.call('search.run', {
        query: wordsOf(query, known),
        limit: mostMoments,
      });
      answered.push({
        truth: query.windows.map((window) => ({ ...window, video: source })),
        source,
        found: [...moments, ...nearest].map(({ path, start, end }) => ({ video: path, start, end })),
      });
    }
    const on = `tvr-it, ${asked.length} of ${queries.length} queries, ${sources.size} videos, ${known.size} people`;
    for (const { name, value, interval } of scoreRetrieval(answered)) {
      const paperName = paperNames[name];
      const range = interval ? ([interval.low, interval.high] as const) : undefined;
      if (paperName !== undefined) figures.print(paperName, value, on, undefined, range);
    }
  } finally {
    await core.close();
  }
}

async function picturesOfIdentities(folder: string): Promise<Map<string, string[]>> {
  const pictures = new Map<string, string[]>();
  for (const path of (await filesBelow(folder)).values()) {
    const identity = isPicture(path) ? identityOfPicture(parse(path).name) : null;
    if (identity !== null) pictures.set(identity, [...(pictures.get(identity) ?? []), path]);
  }
  return pictures;
}

/** Enrols everybody of whom there is a picture; gives who is known then. */
async function enrolIdentities(
  core: Core,
  queries: readonly IdentityQuery[],
  pictures: ReadonlyMap<string, readonly string[]>,
): Promise<Set<string>> {
  const known = await knownNames(core);
  const wanted = new Set(
    queries.flatMap(({ pieces }) => pieces.flatMap((piece) => ('identity' in piece ? [piece.identity] : []))),
  );
  for (const identity of wanted) {
    const own = pictures.get(identity);
    if (!own || known.has(identity)) continue;
    const { accepted, rejected } = await core.call('people.add', {
      name: identity,
      pictures: own.map((path) => ({ path })),
    });
    for (const { picture, reason } of rejected) console.error(`${picture}: ${reason}`);
    if (accepted > 0) known.add(identity);
  }
  return known;
}

/** The sentence with names where pictures were; who has no picture stays a word. */
function wordsOf({ pieces }: IdentityQuery, known: ReadonlySet<string>): string {
  return sentenceQuery(
    pieces.map((piece) => {
      if ('words' in piece) return piece;
      return known.has(piece.identity) ? { name: piece.identity } : { words: piece.name };
    }),
  );
}
