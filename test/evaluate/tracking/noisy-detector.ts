import type { Box } from '../../../src-main/domain/box.ts';
import type { TrackedThing } from '../../../src-main/film-maker/track-truth.ts';
import type { Random } from '../../../src-main/domain/random.ts';
import { seededRandom } from '../../../src-main/domain/random.ts';
import type {
  CandidateProposer,
  Proposal,
  TrackingFrame,
} from '../../../src-main/tracking/tracking-frame.ts';

/** Less of a thing than this share and the detector sees nothing of it. */
const leastVisible = 0.35;
/** Things of which less is seen than this are missed more often. */
const plainlyVisible = 0.7;
const missed = { plainly: 0.08, partly: 0.35 } as const;
/** Standard deviations in boxes: of the place, and of the sides. */
const placeNoise = 0.025;
const sideNoise = 0.04;
/** Boxes of nothing in a frame. */
const falseBoxes = 0.08;

/**
 * Stands in for a detector on made films: the truth's boxes with noise, misses and boxes of nothing, always the same
 * ones for a seed.
 */
export class NoisyDetector implements CandidateProposer {
  readonly #frames = new Map<number, Proposal[]>();

  /** @param width and `height` are those of the pictures in which things are tracked, in pixels */
  constructor(things: readonly TrackedThing[], seed: number, width: number, height: number) {
    const random = seededRandom(seed ^ 0x2545f491);
    const drawings = Math.max(...things.flatMap(({ boxes }) => boxes.map(({ drawing }) => drawing)));
    const scaled = (box: Box): Box => ({
      x: box.x * width,
      y: box.y * height,
      width: box.width * width,
      height: box.height * height,
    });
    for (let drawing = 0; drawing <= drawings; drawing++) this.#frames.set(drawing, []);
    for (const { boxes } of things) {
      for (const box of boxes) {
        const seen = seenBox(random, box, box.visible);
        if (seen) this.#frames.get(box.drawing)!.push({ ...seen, box: scaled(seen.box) });
      }
    }
    for (const proposals of this.#frames.values()) {
      if (!random.chance(falseBoxes)) continue;
      const side = random.between(0.1, 0.4);
      const box = {
        x: random.between(0, 1 - side),
        y: random.between(0, 1 - side),
        width: side,
        height: side,
      };
      proposals.push({ box: scaled(box), confidence: random.between(0.3, 0.7) });
    }
  }

  propose(frame: TrackingFrame): Promise<readonly Proposal[]> {
    return Promise.resolve(this.#frames.get(frame.index) ?? []);
  }
}

function seenBox(random: Random, box: Box, visible: number): Proposal | null {
  const isMissed = random.chance(visible < plainlyVisible ? missed.partly : missed.plainly);
  const width = box.width * (1 + normal(random) * sideNoise);
  const height = box.height * (1 + normal(random) * sideNoise);
  const x = box.x + (box.width - width) / 2 + normal(random) * placeNoise * box.width;
  const y = box.y + (box.height - height) / 2 + normal(random) * placeNoise * box.height;
  const confidence = random.between(0.55, 0.95);
  return visible < leastVisible || isMissed ? null : { box: { x, y, width, height }, confidence };
}

/** About normally distributed, mean 0, deviation 1 (Irwin-Hall). */
function normal(random: Random): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random.next();
  return sum;
}
