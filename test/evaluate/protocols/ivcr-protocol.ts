import { parse } from 'node:path';
import type { Core } from '../../../src-main/api/core-interface.ts';
import type { Intent } from '../../../src-main/conversation/intent.ts';
import { readAnnotationText } from '../../../src-main/evaluation/annotation-file.ts';
import {
  readIvcr,
  type AnnotatedDialogue,
  type TurnKind,
} from '../../../src-main/evaluation/conversation/ivcr.ts';
import { scoreDialogues, type AnsweredTurn } from '../../../src-main/evaluation/conversation/score.ts';
import type { FigurePrinter } from '../../bench/figure.ts';
import { filesBelow, type DataSetPlaces } from './data-set-files.ts';
import { indexFilms, openLibraryOf } from './personal-library.ts';

/** What the product's intents are among the paper's: whatever gives films, moments, or an answer in words. */
const kindOf: Readonly<Record<Intent, TurnKind>> = {
  'find-film': 'video retrieval',
  'moment-to-film': 'video retrieval',
  analogous: 'video retrieval',
  'find-moment': 'temporal video grounding',
  'film-to-moment': 'temporal video grounding',
  refine: 'temporal video grounding',
  exclude: 'temporal video grounding',
  next: 'temporal video grounding',
  previous: 'temporal video grounding',
  longer: 'temporal video grounding',
  shorter: 'temporal video grounding',
  before: 'temporal video grounding',
  after: 'temporal video grounding',
  ask: 'natural dialogue',
  'new-topic': 'natural dialogue',
  compare: 'natural dialogue',
  count: 'natural dialogue',
  export: 'natural dialogue',
};

/**
 * Scores conversations on IVCR-200K: indexes the videos that are there, and says the turns of every dialogue whose videos all are there.
 * Throws UserFacingError for annotations that do not fit, a plain Error where no dialogue has its videos.
 */
export async function evaluateIvcr(figures: FigurePrinter, places: DataSetPlaces): Promise<void> {
  const dialogues = readIvcr(await readAnnotationText(places.annotations));
  const files = await filesBelow(places.videos);
  const asked = dialogues.filter(({ turns }) =>
    turns.every(({ video }) => video === null || files.has(video)),
  );
  if (asked.length === 0) throw new Error(`No dialogue has all its videos in ${places.videos}.`);
  const core = await openLibraryOf('ivcr', places);
  try {
    const names = new Set(asked.flatMap(({ turns }) => turns.flatMap(({ video }) => video ?? [])));
    await indexFilms(
      core,
      [...names].map((name) => files.get(name)!),
    );
    const told: AnsweredTurn[][] = [];
    for (const dialogue of asked) told.push(await said(core, dialogue));
    const on = `ivcr, ${asked.length} of ${dialogues.length} dialogues, ${names.size} videos`;
    for (const { name, value, turns } of scoreDialogues(told)) {
      figures.print(name, value, `${on}, ${turns} turns`);
    }
  } finally {
    await core.close();
  }
}

/** Says the turns of a dialogue one after another. A turn that is asked back has no answer: nobody is there who could choose. */
async function said(core: Core, { turns }: AnnotatedDialogue): Promise<AnsweredTurn[]> {
  const session = 'ivcr';
  await core.call('conversation.forget', { session });
  const told: AnsweredTurn[] = [];
  for (const truth of turns) {
    const { turn, moments, chosen } = await core.call('conversation.turn', { session, text: truth.query });
    const first = chosen === null ? [] : [moments[chosen]!];
    const found = turn.question ? [] : [...first, ...moments.filter((one) => one !== first[0])];
    told.push({
      ...{ truth, kind: kindOf[turn.intent] },
      found: found.map(({ path, start, end }) => ({ video: parse(path).name, start, end })),
    });
  }
  await core.call('conversation.forget', { session });
  return told;
}
