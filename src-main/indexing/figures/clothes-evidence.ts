import { overlapOf } from '../../domain/interval.ts';
import { dot } from '../../domain/vector.ts';
import type { Figure } from './figure.ts';

/** What likeness of clothes says, in nats for one person and against two. */
export type ClothesEvidence = (likeness: number) => number;

interface Spread {
  readonly mean: number;
  readonly deviation: number;
}

// Note: what a film teaches about its clothes
// How alike two looks are depends on the film: in a family that dresses in red for the new year all are alike, in another
// film nobody is. But every film holds pairs that are surely two people, since they are seen together, and pairs that are
// surely one, since a face names both. Their likenesses, each taken for a normal distribution, make the calibration;
// the usual values stand for so many pairs more, so that a film with few of its own has one too.

const usualOwn: Spread = { mean: 0.86, deviation: 0.06 };
const usualStrangers: Spread = { mean: 0.68, deviation: 0.1 };
const usualPairs = 6;
/** A narrow spread would be too sure of itself. */
const leastDeviation = 0.03;
/** Clothes never speak louder than this, in nats. */
const mostEvidence = 2.5;
/** Two who share more time than this are two. */
const together = 0.3;

/**
 * Learns from a film's figures what likeness of clothes says.
 *
 * @param nameOf whom a face of the figure shows, or null
 * @param isNear whether two figures may wear the same
 */
export function clothesEvidenceOf(
  figures: readonly Figure[],
  nameOf: (figure: Figure) => number | null,
  isNear: (a: Figure, b: Figure) => boolean,
): ClothesEvidence {
  const own: number[] = [];
  const strangers: number[] = [];
  const withBodies = figures.filter(({ body }) => body !== null);
  withBodies.forEach((a, index) => {
    for (let other = index + 1; other < withBodies.length; other++) {
      const b = withBodies[other]!;
      if (!isNear(a, b)) break;
      const names = [nameOf(a), nameOf(b)];
      if (overlapOf(a, b) > together) strangers.push(dot(a.body!.look, b.body!.look));
      else if (names[0] !== null && names[0] === names[1]) own.push(dot(a.body!.look, b.body!.look));
    }
  });
  const one = spreadOf(own, usualOwn);
  const two = spreadOf(strangers, usualStrangers);
  if (one.mean <= two.mean) return () => 0;
  return (likeness) => {
    // Beyond both means the nearer distribution must not win by its wider tail.
    const at = Math.min(one.mean, Math.max(two.mean, likeness));
    const evidence = logDensity(at, one) - logDensity(at, two);
    return Math.max(-mostEvidence, Math.min(mostEvidence, evidence));
  };
}

function spreadOf(values: readonly number[], usual: Spread): Spread {
  const count = values.length + usualPairs;
  const mean = (values.reduce((sum, value) => sum + value, 0) + usualPairs * usual.mean) / count;
  const squares =
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) +
    usualPairs * (usual.deviation ** 2 + (usual.mean - mean) ** 2);
  return { mean, deviation: Math.max(leastDeviation, Math.sqrt(squares / count)) };
}

function logDensity(value: number, { mean, deviation }: Spread): number {
  return -0.5 * ((value - mean) / deviation) ** 2 - Math.log(deviation);
}
