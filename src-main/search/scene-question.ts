import type { Interval } from '../domain/interval.ts';
import type { WantedPart } from '../domain/query.ts';
import { wordsOf } from '../domain/words.ts';
import { quotedForSearch } from '../store/dialogue-queries.ts';
import { phraseClause, saidClause, wordsClause, type DialogueClause } from './dialogue-search.ts';
import { exampleQuestions, exampleStretches, seenExample } from './example-question.ts';
import type { Look } from './picture-looks.ts';
import type { Scene, Step } from './query-plan.ts';
import type { SearchRun } from './search-run.ts';
import { withLearnedWeights } from './learned-heads.ts';
import { balancesOf, withGivenWeights, type WordBalance } from './modality-weights.ts';
import { seenText, type SeenText } from './seen-text.ts';
import { seenSentence } from './learned-sentence.ts';
import { tellingWords } from './stop-words.ts';
import { analyseText, type WeighedText, type WordFacts } from './text-analysis.ts';

/** Text that the picture or the dialogue must answer. */
export interface TextQuestion {
  /** What pictures are compared with; null when no picture can answer. */
  readonly seen: SeenText | null;
  /** What is demanded of a line; null when only the picture can answer. */
  readonly said: DialogueClause | null;
  /** What an answer of each modality counts, 0..1. */
  readonly visual: number;
  readonly dialogue: number;
  /** Words that no picture can show and that nobody says. */
  readonly unknown: readonly string[];
  /** How its words are answered; left out for examples and shot sizes. */
  readonly balances?: readonly WordBalance[];
}

/** What a step of a query asks of one moment: all of it, at the same time. */
export interface SceneQuestion {
  readonly people: readonly number[];
  readonly phrases: readonly DialogueClause[];
  readonly texts: readonly TextQuestion[];
  readonly absent: Absent;
}

/** What must not be there at the time of the moment. */
export interface Absent {
  readonly people: readonly number[];
  readonly lines: readonly DialogueClause[];
  readonly seen: readonly SeenText[];
  /** Stretches of films that are no answer: the examples themselves. */
  readonly stretches: readonly (Interval & { readonly videoId: number })[];
}

/** How many lines of a word are counted: more change nothing. */
const mostCounted = 100;

/** Makes the question of a step: its scenes ask for the same time. Null when nothing is asked for that can be answered. */
export async function sceneQuestion(
  { scenes }: Step,
  look: Look,
  run: SearchRun,
): Promise<SceneQuestion | null> {
  const wanted = scenes.flat().filter((part) => part.kind !== 'not');
  const unwanted = scenes.flat().flatMap((part) => (part.kind === 'not' ? [part.part] : []));
  const people = wanted.flatMap((part) => (part.kind === 'person' ? [run.people.get(part.name)] : []));
  const said = wanted
    .filter((part) => part.kind === 'said')
    .map((part) => ({ part, speaker: run.people.get(part.name) }));
  if ([...people, ...said.map(({ speaker }) => speaker)].some((id) => id === undefined)) return null;
  const texts: TextQuestion[] = [];
  for (const scene of scenes) texts.push(...(await textQuestions(scene, run)));
  for (const text of look) {
    const seen = run.index ? await seenText(run.index.matcher, text) : null;
    texts.push({ seen, said: null, visual: 1, dialogue: 0, unknown: [] });
  }
  const examples = wanted.filter((part) => part.kind === 'like').map(({ example }) => example);
  const likes = await exampleQuestions(examples, plainText(scenes.flat()), run);
  if (likes === null) return null;
  texts.push(...likes);
  const phrases = [
    ...wanted.flatMap((part) => (part.kind === 'phrase' ? (phraseClause(part.text) ?? []) : [])),
    ...said.map(({ part, speaker }) => saidClause(part, speaker!)),
  ];
  if (people.length + phrases.length + texts.length === 0) return null;
  return {
    people: [...new Set(people as number[])],
    phrases,
    texts,
    absent: { ...(await absentOf(unwanted, run)), stretches: exampleStretches(run, examples) },
  };
}

/** All plain words of a scene, wherever they stand, are one text. */
async function textQuestions(scene: Scene, run: SearchRun): Promise<TextQuestion[]> {
  const standsAlone = scene.every(({ kind }) => kind === 'words');
  const text = plainText(scene);
  if (wordsClause(text, standsAlone) === null) return [];
  const questions: TextQuestion[] = [];
  const sentence = await seenSentence(scene, run);
  const given = scene.flatMap((part) => (part.kind === 'words' ? (part.weights ?? []) : []));
  for (const weighed of withGivenWeights(await weighedTexts(text, run), given)) {
    const said = weighed.dialogue > 0 ? wordsClause(weighed.text, standsAlone) : null;
    const isSeen = weighed.visual > 0 && run.index !== null;
    const seen = isSeen ? (sentence ?? (await seenText(run.index.matcher, weighed.text))) : null;
    if (!said && !seen) continue;
    const { visual, dialogue, words } = weighed;
    const unknown = words.filter((word) => word.visual === 0 && word.dialogue === 0).map(({ word }) => word);
    const balances = balancesOf([weighed], given);
    questions.push({ seen, said, visual, dialogue, unknown, balances });
  }
  return questions;
}

function plainText(scene: Scene): string {
  return scene
    .filter((part) => part.kind === 'words')
    .map(({ text }) => text)
    .join(' ');
}

async function weighedTexts(text: string, run: SearchRun): Promise<readonly WeighedText[]> {
  const facts = await wordFacts(text, run);
  if (!run.without.has('modality weights')) {
    return withLearnedWeights(analyseText(text, facts), facts, run.heads);
  }
  const words = tellingWords(wordsOf(text)).map((word) => ({ word, visual: 1, dialogue: 1 }));
  return [{ text, words, visual: 1, dialogue: 1 }];
}

async function wordFacts(text: string, { reader, index }: SearchRun): Promise<(word: string) => WordFacts> {
  const encoding = await index?.matcher.encodeText(text);
  const pieces = (words: readonly string[]): Set<string> =>
    new Set(words.flatMap((word) => wordsOf(word)).map((word) => word.toLowerCase()));
  const matched = pieces(encoding?.matched.map(({ word }) => word) ?? []);
  const unmatched = pieces(encoding?.unmatched ?? []);
  const takesWholes = index !== null && !index.matcher.tellsWords;
  return (word) => {
    const lower = word.toLowerCase();
    const isKnown = takesWholes || matched.has(lower) || (!unmatched.has(lower) && holdsOne(lower, matched));
    return {
      seen: isKnown ? true : unmatched.has(lower) || !encoding ? false : null,
      lines: /[\p{L}\p{N}]/u.test(word) ? reader.dialogue.count(quotedForSearch([word]), mostCounted) : 0,
    };
  };
}

/** Chinese is divided in other places by the encoder's lexicon than by the platform's. */
function holdsOne(word: string, known: ReadonlySet<string>): boolean {
  return (
    /\p{Script=Han}/u.test(word) && [...known].some((other) => other.includes(word) || word.includes(other))
  );
}

async function absentOf(parts: readonly WantedPart[], run: SearchRun): Promise<Omit<Absent, 'stretches'>> {
  const { index, people } = run;
  const seen: SeenText[] = [];
  for (const part of parts) {
    let text: SeenText | null = null;
    if (part.kind === 'like') text = await seenExample(run, part.example, '');
    else if (part.kind === 'words' && index) text = await seenText(index.matcher, part.text);
    if (text) seen.push(text);
  }
  return {
    // Somebody whom nobody knows is nowhere.
    people: parts.flatMap((part) => (part.kind === 'person' ? (people.get(part.name) ?? []) : [])),
    lines: parts.map((part) => spokenClause(part, people)).filter((clause) => clause !== null),
    seen,
  };
}

function spokenClause(part: WantedPart, people: SearchRun['people']): DialogueClause | null {
  if (part.kind === 'person' || part.kind === 'like') return null;
  if (part.kind === 'said') {
    const speaker = people.get(part.name);
    return speaker === undefined ? null : saidClause(part, speaker);
  }
  return part.kind === 'phrase' ? phraseClause(part.text) : wordsClause(part.text, true);
}
