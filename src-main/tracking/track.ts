import { boxIou } from '../domain/box.ts';
import type { Hypothesis } from './hypothesis.ts';

/** Hypotheses at one place are one. */
const samePlaceIou = 0.7;

/** A thing that is followed: the leading account of where it has been, and others as long as it is in doubt. */
export class Track {
  readonly id: number;
  #hypotheses: Hypothesis[];

  constructor(id: number, first: Hypothesis) {
    this.id = id;
    this.#hypotheses = [first];
  }

  get lead(): Hypothesis {
    return this.#hypotheses[0]!;
  }

  /** The leading hypothesis first. */
  get hypotheses(): readonly Hypothesis[] {
    return this.#hypotheses;
  }

  add(hypothesis: Hypothesis): void {
    this.#hypotheses.push(hypothesis);
  }

  /** Of hypotheses that have come to one place in this frame the one that was seen more often stays; at most `most` stay. */
  prune(index: number, most: number): void {
    const kept: Hypothesis[] = [];
    for (const one of this.#hypotheses) {
      const same = kept.findIndex((other) => isSamePlace(one, other, index));
      if (same < 0) kept.push(one);
      else if (one.ownSightings > kept[same]!.ownSightings) kept[same] = one;
    }
    const [lead, ...others] = kept;
    others.sort(byLength);
    this.#hypotheses = [lead!, ...others.slice(0, most - 1)];
  }

  /** The doubt is over: the hypothesis that was seen longest is right (MQT, section 2.3.3), the likest of equals. */
  decide(): void {
    const longest = this.#hypotheses.toSorted(byLength)[0]!;
    longest.settle();
    this.#hypotheses = [longest];
  }
}

function byLength(a: Hypothesis, b: Hypothesis): number {
  return b.ownSightings - a.ownSightings || b.ownLikeness - a.ownLikeness;
}

function isSamePlace(a: Hypothesis, b: Hypothesis, index: number): boolean {
  if (a.last.index !== index || b.last.index !== index) return false;
  return boxIou(a.last.box, b.last.box) > samePlaceIou;
}
