import { converse } from '../../../../src-main/conversation/converse.ts';
import type { LibraryView } from '../../../../src-main/conversation/library-view.ts';
import { afterTurn, emptyState } from '../../../../src-main/conversation/state.ts';
import { NearestIntent } from '../../../../src-main/conversation/understanding/nearest-intent.ts';
import { shippedParaphrases } from '../../../../src-main/conversation/understanding/paraphrases.ts';
import { momentIdOf, type Moment } from '../../../../src-main/domain/moment.ts';
import { partsOf } from '../../../../src-main/search/query-plan.ts';
import { parseQuery } from '../../../../src-main/search/query.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { mangledText, oddTexts } from '../mangle-text.ts';

const names = ['Ada', 'Bo', 'Ann Lee', '小明', "O'Neil", 'a+b (c)', '$1'];
const paraphrases = shippedParaphrases();
const nearest = new NearestIntent(paraphrases);
const tokens = [
  ...oddTexts,
  ...[' the first three ', ' he ', ' them ', ' his mug', 'at night', 'in films of 1999', 'close-up of', '“', '”', '「', '」', '@Ada', '@"', 'not ', '$1', '$&'],
  ...['前三个', '他们', '她', '最后一个', '夜里', '1999年', '的', '不要', '第', '十', '999999999999', 'number ', 'all of them', 'like:', 'then '],
]; // prettier-ignore
const pieces = [...names, ...paraphrases.map(({ text }) => text)];
/** The contract bounds a turn by less. */
const mostCharacters = 20_000;
const mostTurns = 4;

const moments = [1, 2, 2].map((videoId, at): Moment => {
  const span = { start: at * 10, end: at * 10 + 4.5 };
  return {
    id: momentIdOf({ videoId, ...span }),
    videoId,
    ...span,
    score: 0.9 - at / 10,
    evidence: [],
    missing: [],
  };
});

/** Two films in which everything is found. */
const library: LibraryView = {
  names,
  read: (query) => partsOf(parseQuery(query, names).plan),
  search: async (_parts, films) => ({
    moments: moments.filter(({ videoId }) => films === null || films.includes(videoId)),
    nearest: [],
  }),
  film: (id) => library.films().find((film) => film.id === id) ?? null,
  films: () => [1, 2].map((id) => ({ id, title: `Film ${id}`, path: `/films/${id}.mkv`, duration: 60 })),
  sightings: (_film, { start, end }) => [{ person: 'Ada', trackId: 1, confidence: 0.9, start, end }],
  lines: (_film, { start, end }) => [{ cueId: 1, text: 'Where is my mug?', start, end }],
  shots: () => [0, 10, 20].map((start) => ({ start, end: start + 10 })),
};

/** What is said in a conversation, in English and Chinese, and what comes of it over some turns. */
export const conversation: FuzzTarget = {
  make: (random) => {
    const turns = Array.from({ length: random.whole(1, mostTurns) }, () => {
      const said = random.pick(pieces);
      return random.chance(0.3) ? said : mangledText(random, said, { tokens, pieces }, mostCharacters);
    });
    return { what: JSON.stringify(turns.map((turn) => turn.slice(0, 60))), read: () => complaintOf(turns) };
  },
};

async function complaintOf(turns: readonly string[]): Promise<string | null> {
  let state = emptyState;
  for (const text of turns) {
    const turn = await converse(text, state, library, nearest);
    const { sentences, evidence } = turn.answer;
    const isCited = sentences.every((sentence) =>
      sentence.evidence.every((id) => evidence[id] !== undefined),
    );
    if (!isCited) return `a sentence without evidence after “${text.slice(0, 200)}”`;
    if (turn.people.some((name) => !names.includes(name))) return 'somebody whom the library does not know';
    state = afterTurn(state, turn);
  }
  return null;
}
