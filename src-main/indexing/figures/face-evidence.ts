import { dot } from '../../domain/vector.ts';
import type { IdentityRules } from '../identify.ts';
import type { FigureFace } from './figure.ts';

/** Whom a person's faces look like. */
export interface PersonFaces {
  readonly personId: number;
  /** From enrolled pictures; length 1. */
  readonly templates: readonly Float32Array[];
  /** Of tracks of this film that surely show the person; length 1. */
  readonly tracks: readonly Float32Array[];
}

/** The mean of a track lies nearer to everybody than one face does, by this share of what lies above the threshold. */
const trackBonus = 0.12;
/**
 * Quality from which a face says all that it can say. Measured on four people's portraits, reduced to faces of 90 to 15
 * pixels: what a difference of cosines says (the slope of a logistic curve) stays the same down to a quality of 0.25 or so.
 */
const fullQuality = 0.2;
/** Shares of what lies above the threshold, below it: nobody is read from a face that is this unlike everybody enrolled. */
const unreadable = 0.85;
const readable = 0.25;
/** What is left at least of evidence against everybody: a face that is small or turned away is unlike all. */
const againstAllShare = 0.3;
const mostEvidence = 4;

/**
 * What a face that was not like enough to anybody to be named still says for each person, in nats against a stranger: who of
 * them it is most like, and how like, as far as its quality allows.
 */
export function faceEvidence(
  { embedding, quality }: FigureFace,
  people: readonly PersonFaces[],
  { threshold, confidenceOf }: IdentityRules,
): Map<number, number> {
  const above = 1 - threshold;
  const likeness = new Map(
    people.map(({ personId, templates, tracks }) => [
      personId,
      Math.max(
        -1,
        ...templates.map((template) => dot(embedding, template)),
        ...tracks.map((track) => dot(embedding, track) - trackBonus * above),
      ),
    ]),
  );
  const best = Math.max(-1, ...likeness.values());
  const floor = threshold - unreadable * above;
  const share = Math.min(1, Math.max(0, (best - floor) / ((unreadable - readable) * above)));
  const clear = Math.min(1, quality / fullQuality);
  const trust = share * clear;
  const level = logOdds(confidenceOf(best));
  const forBest = level < 0 ? Math.max(againstAllShare * share, clear) * clear * level : trust * level;
  return new Map(
    [...likeness].map(([personId, own]) => {
      const behind = trust * (logOdds(confidenceOf(own)) - level);
      return [personId, clipped(clipped(forBest) + clipped(behind))];
    }),
  );
}

function logOdds(probability: number): number {
  const safe = Math.min(1 - 1e-9, Math.max(1e-9, probability));
  return Math.log(safe / (1 - safe));
}

function clipped(evidence: number): number {
  return Math.max(-mostEvidence, Math.min(mostEvidence, evidence));
}
