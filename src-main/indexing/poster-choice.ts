import type { DetectedFace } from '../domain/face.ts';
import type { Frame } from '../domain/image.ts';
import { lookOf, type PictureLook } from './picture-look.ts';

/** The part of a film that its poster is sought in: past the titles, before the surprises. Shares of its length. */
const likelyStart = 0.05;
const likelyEnd = 0.4;
/** Titles seldom last longer than this, however long the film is. */
const mostTitleSeconds = 90;
/** What a picture from elsewhere in the film counts. */
const elsewhere = 0.4;
/** Pictures whose pixels are best, that faces are sought in. */
const mostCandidates = 8;
/** Sharpness and contrast at which a picture has half and all of what it can gain by them. */
const halfSharp = 3;
const fullContrast = 50;
/** Height of a face, as a share of the picture's, from which it counts wholly, and what it adds. */
const fullFace = 0.25;
const faceGain = 0.6;

interface Candidate {
  readonly frame: Frame;
  readonly score: number;
}

/** Finds the picture that stands for a film: sharp, neither dark nor blank, from its likely part, best with a face. */
export class PosterChoice {
  readonly #duration: number;
  #candidates: Candidate[] = [];

  constructor(duration: number) {
    this.#duration = duration;
  }

  /** Takes a picture; keeps those that may yet be chosen. */
  consider(frame: Frame): void {
    const score = pictureScore(lookOf(frame)) * placeScore(frame.time, this.#duration);
    this.#candidates = [...this.#candidates, { frame, score }]
      .toSorted((a, b) => b.score - a.score)
      .slice(0, mostCandidates);
  }

  /** The chosen picture, or null when none was considered. */
  async best(detect: (frame: Frame) => Promise<readonly DetectedFace[]>): Promise<Frame | null> {
    let best: Candidate | null = null;
    for (const { frame, score } of this.#candidates) {
      const total = score * (1 + faceGain * faceScore(frame, await detect(frame)));
      if (!best || total > best.score) best = { frame, score: total };
    }
    return best?.frame ?? null;
  }
}

/** How much of a poster a picture makes by its pixels, 0..1. */
export function pictureScore({ light, contrast, sharpness }: PictureLook): number {
  const lit = Math.min(1, Math.max(0, (light - 16) / 54), Math.max(0, (247 - light) / 40));
  return lit * Math.min(1, contrast / fullContrast) * (sharpness / (sharpness + halfSharp));
}

function placeScore(time: number, duration: number): number {
  const start = Math.min(mostTitleSeconds, duration * likelyStart);
  return time >= start && time <= duration * likelyEnd ? 1 : elsewhere;
}

function faceScore({ height }: Frame, faces: readonly DetectedFace[]): number {
  return Math.max(
    0,
    ...faces.map(({ box, confidence }) => confidence * Math.min(1, box.height / height / fullFace)),
  );
}
