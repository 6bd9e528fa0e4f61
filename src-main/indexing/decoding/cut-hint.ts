import type { RgbImage } from '../../domain/image.ts';

/** Mean absolute difference of two small pictures, 0..255, from which a cut may lie between them. */
const possibleCut = 9;

/** Tells at each sample whether the film may have cut since the one before: rather too often than too seldom. */
export class CutHint {
  #last: RgbImage | null = null;
  #mayHaveCut = true;

  /** Takes every small picture. */
  push(picture: RgbImage): void {
    this.#mayHaveCut ||= this.#last !== null && meanDifference(this.#last, picture) >= possibleCut;
    this.#last = picture;
  }

  /** Whether there may have been a cut since this was last asked; true the first time. */
  take(): boolean {
    const mayHaveCut = this.#mayHaveCut;
    this.#mayHaveCut = false;
    return mayHaveCut;
  }
}

function meanDifference(a: RgbImage, b: RgbImage): number {
  if (a.data.length !== b.data.length) return Infinity;
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += Math.abs(a.data[i]! - b.data[i]!);
  return sum / a.data.length;
}
