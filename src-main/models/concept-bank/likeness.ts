import { calibration, priors } from './calibration.ts';
import { certainty, logOdds, type Logistic } from './logistic.ts';
import { placeOf } from './vector-layout.ts';
import { columnAt, scalesOf } from './concept-vector.ts';
import { meansPlace, raiseToSetting, settingsOf } from './settings.ts';
import type { WordMeaning } from './text-concepts.ts';
import type { TextMatches } from '../families/visual-text-encoder.ts';
import type { VectorColumns } from '../../domain/vector-columns.ts';

/** How near to certainty one word may bring the answer: the models are never surer than that. */
const limit = 0.02;
/** What a word counts that the bank does not know, where a word of a concept with prior 1/e would count 1. */
const unknownWeight = 0.5;

/**
 * How likely a picture shows a text, 0..1. The certainty of a place is the value that stands there, so many places from the
 * start of the values, divided by their scale.
 */
export type Likeness = (values: Float32Array, start: number, scale: number) => number;

/**
 * How likely a picture shows what a text says, 0..1. Each word is as likely as any of its concepts (noisy-or); the
 * words' log-odds are averaged, rare concepts counting more than common ones. Unknown words count as undecided and so
 * draw the answer towards one half; a text without any known word is 0. Never falls when a certainty rises.
 */
export function likenessFor(matched: readonly WordMeaning[], unmatchedCount: number): Likeness {
  if (matched.length === 0) return () => 0;
  const { words, unknown, total, curve } = weighed(matched, unmatchedCount);
  return (values, start, scale) => {
    let sum = unknown * curve.midpoint;
    for (const { concepts, weight } of words) {
      sum += weight * logOdds(eitherOf(concepts, values, start, scale), limit);
    }
    return certainty(sum / total, curve);
  };
}

/**
 * {@link likenessFor} of a text and of each of its words, for many pictures of one film at once: a place is as certain as its setting
 * shows it, see settings.ts.
 */
export function matchesFor(
  matched: readonly WordMeaning[],
  unmatchedCount: number,
): (pictures: VectorColumns) => TextMatches {
  if (matched.length === 0) return () => ({ words: [], whole: () => 0 });
  const { words, unknown, total, curve } = weighed(matched, unmatchedCount);
  return (pictures) => {
    const scales = scalesOf(pictures);
    const either = words.map(({ concepts, isPlace }) => {
      const certainties = eitherOfEach(concepts, pictures, scales);
      if (isPlace && certainties.some((one) => one > limit))
        raiseToSetting(certainties, settingsOf(pictures));
      return certainties;
    });
    return {
      words: either,
      whole: (picture) => {
        let sum = unknown * curve.midpoint;
        for (let word = 0; word < words.length; word++) {
          sum += words[word]!.weight * logOdds(either[word]![picture]!, limit);
        }
        return certainty(sum / total, curve);
      },
    };
  };
}

interface WeighedMeanings {
  readonly words: readonly {
    readonly concepts: readonly MeantConcept[];
    readonly weight: number;
    /** Whether it means a place, which is the same in all pictures of one setting. */
    readonly isPlace: boolean;
  }[];
  /** What the unknown words weigh. */
  readonly unknown: number;
  /** What all weigh. */
  readonly total: number;
  readonly curve: Logistic;
}

/** A concept by its place, and how strongly a word means it. */
interface MeantConcept {
  readonly place: number;
  readonly weight: number;
}

function weighed(matched: readonly WordMeaning[], unmatchedCount: number): WeighedMeanings {
  const likely = Float32Array.from(priors);
  const words = matched.map(({ reach }) => {
    const concepts = [...reach].map(([name, weight]) => ({ place: placeOf(name), weight }));
    return {
      concepts,
      weight: -Math.log(eitherOf(concepts, likely, 0, 1)),
      isPlace: meansPlace(reach.keys()),
    };
  });
  const unknown = unmatchedCount * unknownWeight;
  const total = words.reduce((sum, { weight }) => sum + weight, unknown);
  return { words, unknown, total, curve: curveFor(matched.length) };
}

/**
 * One word is as certain as its concept. The more words a text has, the more of them the models miss in a picture that
 * it does describe, and the more it means that they see some.
 */
function curveFor(words: number): Logistic {
  const many = 1 - 1 / words;
  const { midpoint, slope } = calibration.likeness;
  return { midpoint: many * midpoint, slope: 1 + many * (slope - 1) };
}

/** Probability that at least one of a word's concepts is there, each counting as much as the word means it. */
function eitherOf(
  concepts: readonly MeantConcept[],
  values: Float32Array,
  start: number,
  scale: number,
): number {
  let none = 1;
  for (const { place, weight } of concepts) none *= 1 - (weight * values[start + place]!) / scale;
  return 1 - none;
}

/** The same of every picture, kept off certainty as far as a word alone is. */
function eitherOfEach(
  concepts: readonly MeantConcept[],
  pictures: VectorColumns,
  scales: Float32Array,
): Float32Array {
  const either = new Float32Array(pictures.count).fill(1);
  for (const { place, weight } of concepts) {
    const { rows, values } = columnAt(pictures, place);
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at]!;
      either[row]! *= 1 - (weight * values[at]!) / scales[row]!;
    }
  }
  for (let row = 0; row < either.length; row++) {
    either[row] = Math.min(1 - limit, Math.max(limit, 1 - either[row]!));
  }
  return either;
}
