import { durationOf } from '../domain/interval.ts';
import type { JudgeRows } from '../models/slots/learned-head.ts';
import type { FoundMoment } from './moment-builder.ts';
import type { WeighedText, WordFacts } from './text-analysis.ts';

/** Learned heads that take the place of rules where they are installed; null where the rule does the work. */
export interface LearnedHeads {
  readonly wordWeights: JudgeRows | null;
  readonly spanPredictor: JudgeRows | null;
  readonly reRanker: JudgeRows | null;
}

export const noHeads: LearnedHeads = { wordWeights: null, spanPredictor: null, reRanker: null };

/** Lines of a word that are told apart at most. */
const mostLines = 100;
/** Who is farther down by rule is no result. */
const mostJudged = 1000;
/** A moment that is less certain is a near miss. */
const sureLevel = 0.5;

/** Texts with the weights that a head gives their words; as they were where there is none or its answer cannot be used. */
export async function withLearnedWeights(
  texts: readonly WeighedText[],
  factsOf: (word: string) => WordFacts,
  { wordWeights }: LearnedHeads,
): Promise<readonly WeighedText[]> {
  if (!wordWeights) return texts;
  const words = texts.flatMap((text) => text.words);
  const rows = words.map(({ word, visual, dialogue }, at) => {
    const { seen, lines } = factsOf(word);
    const place = words.length > 1 ? at / (words.length - 1) : 0;
    return [seen ? 1 : 0, Math.min(1, lines / mostLines), visual, dialogue, place];
  });
  const judged = await wordWeights(rows);
  if (!judged) return texts;
  let at = 0;
  return texts.map((text) => {
    const own = text.words.map(({ word }) => {
      const [visual = 0, dialogue = 0] = judged[at++]!;
      return { word, visual, dialogue };
    });
    const mean = (of: 'visual' | 'dialogue'): number =>
      own.reduce((sum, word) => sum + word[of], 0) / Math.max(1, own.length);
    return { ...text, words: own, visual: mean('visual'), dialogue: mean('dialogue') };
  });
}

/** Moments with the certainties that a head gives them; as they were where there is none or its answer cannot be used. */
export async function reRanked(
  found: readonly FoundMoment[],
  { reRanker }: LearnedHeads,
): Promise<readonly FoundMoment[]> {
  if (!reRanker) return found;
  const best = found.toSorted((a, b) => b.score - a.score).slice(0, mostJudged);
  const judged = await reRanker(
    best.map((moment) => [
      moment.score,
      Math.max(0, ...moment.tracks.map(({ confidence }) => confidence)),
      Math.max(0, ...moment.pictures.map(({ confidence }) => confidence)),
      Math.max(0, ...moment.lines.map(({ score }) => score)),
      durationOf(moment) / 60,
      moment.missing.length,
    ]),
  );
  if (!judged) return found;
  return best.map((moment, at) => {
    const score = judged[at]![0]!;
    return { ...moment, score, isNear: score < sureLevel };
  });
}
