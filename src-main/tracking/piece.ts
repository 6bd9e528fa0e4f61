import { weightedMean } from '../domain/vector.ts';
import type { Sight } from './sight-book.ts';

/** A sight of a piece; plain where nothing else covers a good part of the box. */
export interface PieceSight extends Sight {
  readonly plain: boolean;
}

/** Fewer plain appearances say nothing reliable. */
const leastPlain = 3;

/** Sights of one thing, one a frame at most, in order of the frames. Pieces never change. */
export class Piece {
  readonly sights: readonly PieceSight[];
  /** How many sights say what the thing looks like. */
  readonly plainSights: number;
  /** What it looks like where it is plain, on the whole: length 1. Null where it is seldom plain. */
  readonly look: Float32Array | null;
  /** What its boxes show on the whole, be it the thing or what stands before it: length 1. */
  readonly boxLook: Float32Array;

  constructor(sights: readonly PieceSight[]) {
    this.sights = sights;
    const plain = sights.filter((sight) => sight.plain);
    this.plainSights = plain.length;
    this.look = plain.length >= leastPlain ? meanLook(plain) : null;
    this.boxLook = meanLook(sights);
  }

  with(other: Piece): Piece {
    return new Piece([...this.sights, ...other.sights].toSorted((a, b) => a.index - b.index));
  }
}

function meanLook(sights: readonly Sight[]): Float32Array {
  return weightedMean(
    sights.map(({ appearance }) => appearance),
    sights.map(() => 1),
  );
}
