import { ratioIntervals } from '../bootstrap.ts';
import { errorOf, speakerTimes, sumOfTimes } from '../diarisation/error-rate.ts';
import type { SpokenLine } from '../look-listen-recognise.ts';
import type { MetricInterval } from '../metric-tree.ts';
import { matchedLines, type AttributedLine, type MatchedLine } from './attributed-line.ts';
import { wordErrors } from './word-error-rate.ts';

/** One episode: what is said in truth and what was found. */
export interface Episode {
  readonly name: string;
  readonly truth: readonly SpokenLine[];
  readonly found: readonly AttributedLine[];
}

/** A metric in percent, and the interval in which it lies in 95 % of bootstrap samples. */
export interface DialogueMetric {
  readonly name: string;
  readonly value: number;
  readonly interval: MetricInterval | null;
}

const errorRates: readonly string[] = ['DER', 'DER(O)', 'WER'];

/** Whether a metric is better when it is lower. */
export function isErrorRate(metric: string): boolean {
  return errorRates.includes(metric);
}

/** Seconds around each true boundary that do not count, as in the paper. */
const collar = 0.25;
/** The shares of lines, the surest first, at which the precision is told. */
const proportions = [0.25, 0.5, 0.75, 0.9, 1];

/**
 * The measures of "Look, Listen and Recognise" (Korbar et al. 2024), in percent, over all episodes: the diarisation error rate
 * without and with overlapping speech (`DER`, `DER(O)`); of the found lines that overlap a true one the share with the right
 * name (`character accuracy`); the mean over the characters of precision and recall, and those of each; the precision when only
 * so many of the lines are named, the surest first; and the word error rate, where words were found. Metrics of which there is
 * nothing to measure are left out.
 */
export function scoreDialogue(episodes: readonly Episode[]): DialogueMetric[] {
  const matched = episodes.flatMap(({ truth, found }) => matchedLines(truth, found));
  return [
    errorRate('DER', episodes, false),
    errorRate('DER(O)', episodes, true),
    ratio('character accuracy', matched.map(isRight)),
    ...characterMetrics(matched),
    ...precisionByProportion(matched),
    ...wordErrorRate(episodes),
  ].filter(({ value }) => !Number.isNaN(value));
}

function errorRate(name: string, episodes: readonly Episode[], overlap: boolean): DialogueMetric {
  const minutes = episodes.flatMap(({ truth, found }) => {
    if (truth.length === 0) return [];
    const turns = found.map(({ start, end, voice }) => ({ start, end, speaker: voice }));
    return speakerTimes(truth, turns, { collar, overlap });
  });
  const all = sumOfTimes(minutes);
  const shares = minutes.map((time) => ({ part: errorOf(time), whole: time.scored }));
  return {
    name,
    value: (100 * errorOf(all)) / all.scored,
    interval: ratioIntervals([{ name, shares }])[0] ?? null,
  };
}

function isRight({ line, truth }: MatchedLine): boolean {
  return line.named !== null && plain(line.named) === plain(truth.speaker);
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}

function ratio(name: string, right: readonly boolean[]): DialogueMetric {
  const shares = right.map((one) => ({ part: one ? 1 : 0, whole: 1 }));
  return {
    name,
    value: (100 * right.filter(Boolean).length) / right.length,
    interval: ratioIntervals([{ name, shares }])[0] ?? null,
  };
}

/** Of each character in truth: how many of the lines with the name are the character's, and how many of those have the name. */
function characterMetrics(matched: readonly MatchedLine[]): DialogueMetric[] {
  const characters = Map.groupBy(matched, ({ truth }) => plain(truth.speaker));
  const named = Map.groupBy(matched, ({ line }) => (line.named === null ? null : plain(line.named)));
  const own = [...characters].map(([character, lines]) => ({
    name: lines[0]!.truth.speaker,
    precision: ratio(`precision of ${lines[0]!.truth.speaker}`, (named.get(character) ?? []).map(isRight)),
    recall: ratio(`recall of ${lines[0]!.truth.speaker}`, lines.map(isRight)),
  }));
  const mean = (metrics: readonly DialogueMetric[]): number => {
    const values = metrics.map(({ value }) => value).filter((value) => !Number.isNaN(value));
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  return [
    {
      name: 'precision, mean of the characters',
      value: mean(own.map(({ precision }) => precision)),
      interval: null,
    },
    { name: 'recall, mean of the characters', value: mean(own.map(({ recall }) => recall)), interval: null },
    ...own.flatMap(({ precision, recall }) => [precision, recall]),
  ];
}

function precisionByProportion(matched: readonly MatchedLine[]): DialogueMetric[] {
  const surest = matched
    .filter(({ line }) => line.named !== null)
    .toSorted((a, b) => b.line.confidence - a.line.confidence);
  return proportions.flatMap((share) => {
    const count = Math.round(share * matched.length);
    if (count === 0 || count > surest.length) return [];
    return [ratio(`precision where ${100 * share} % are named`, surest.slice(0, count).map(isRight))];
  });
}

/** Over whole episodes, for lines are not cut alike; the sample is of episodes. */
function wordErrorRate(episodes: readonly Episode[]): DialogueMetric[] {
  const heard = episodes.filter(({ found }) => found.some(({ text }) => text.trim() !== ''));
  if (heard.length === 0) return [];
  const inOrder = (lines: readonly { readonly start: number; readonly text: string }[]): string =>
    lines
      .toSorted((a, b) => a.start - b.start)
      .map(({ text }) => text)
      .join(' ');
  const counted = heard.map(({ truth, found }) => wordErrors(inOrder(truth), inOrder(found)));
  const shares = counted.map(({ errors, words }) => ({ part: errors, whole: words }));
  const total = shares.reduce(
    (sum, { part, whole }) => ({ part: sum.part + part, whole: sum.whole + whole }),
    {
      part: 0,
      whole: 0,
    },
  );
  const name = 'WER';
  return [
    {
      name,
      value: (100 * total.part) / total.whole,
      interval: ratioIntervals([{ name, shares }])[0] ?? null,
    },
  ];
}
