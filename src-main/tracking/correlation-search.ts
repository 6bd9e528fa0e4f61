import { boxIou, centreOf, type Box } from '../domain/box.ts';
import { AppearanceMemory } from './appearance-memory.ts';
import { colourTextureOf } from './colour-texture.ts';
import { CorrelationFilter } from './correlation-filter.ts';
import type { FramePlanes } from './frame-planes.ts';
import { boxFading, wideFading, windowAround, windowReach } from './search-window.ts';
import type { LocalSearch, Proposal, SearchTarget, TrackingFrame } from './tracking-frame.ts';

/** How the thing may have grown since it was seen last; others than the same size must answer more clearly. */
const growths = [
  { scale: 1, weight: 1 },
  { scale: 1.04, weight: 0.97 },
  { scale: 0.96, weight: 0.97 },
];
const learningRate = 0.06;
/** A filter whose answer is flatter has not found the thing. */
const leastSharpness = 5;
const fullSharpness = 14;
/** Windows that are looked at again where the whole frame is searched. */
const bestWindows = 5;
/** Windows that overlap more are one place. */
const sameWindowIou = 0.4;
/** Steps between windows, in boxes; the place is made exact by the filter. */
const windowStep = 0.25;
const sizes = [0.85, 1, 1.18];
/** Windows over one frame at most: of very small things the steps grow. */
const mostWindows = 1500;

/** Looks for anything at all by correlation, without a detector. */
export class CorrelationSearch implements LocalSearch {
  target(frame: TrackingFrame, box: Box): SearchTarget {
    const looks = AppearanceMemory.of(colourTextureOf(frame.planes, box), 6);
    return new CorrelationTarget({ frame, box }, null, looks);
  }
}

interface Sighting {
  readonly frame: TrackingFrame;
  readonly box: Box;
}

class CorrelationTarget implements SearchTarget {
  /** Seen but not learned yet: learning waits until the thing has to be looked for. */
  #seen: Sighting | null;
  #filter: CorrelationFilter | null;
  /** Colours and edges tell where in a whole frame the filter is worth trying. */
  #looks: AppearanceMemory;

  constructor(seen: Sighting | null, filter: CorrelationFilter | null, looks: AppearanceMemory) {
    this.#seen = seen;
    this.#filter = filter;
    this.#looks = looks;
  }

  copy(): SearchTarget {
    return new CorrelationTarget(null, this.#learned(), this.#looks);
  }

  learn(frame: TrackingFrame, box: Box): void {
    this.#seen = { frame, box };
    this.#looks = this.#looks.with(colourTextureOf(frame.planes, box));
  }

  find(frame: TrackingFrame, near: Box): Proposal | null {
    const filter = this.#learned();
    let best: { box: Box; sharpness: number } | null = null;
    let bestHeight = -Infinity;
    for (const { scale, weight } of growths) {
      const peak = filter.peakIn(windowAround(frame.planes, near, wideFading, scale));
      if (peak.height * weight <= bestHeight) continue;
      bestHeight = peak.height * weight;
      best = { box: movedBox(near, scale, peak), sharpness: peak.sharpness };
    }
    if (!best || best.sharpness < leastSharpness || !isInside(best.box, frame.planes)) return null;
    const confidence = Math.min(1, best.sharpness / fullSharpness);
    return { box: best.box, confidence };
  }

  lookAround(frame: TrackingFrame, size: Box): Proposal[] {
    const windows = [...windowsOver(frame.planes, size)]
      .map((box) => ({ box, likeness: this.#looks.likeness(colourTextureOf(frame.planes, box)) }))
      .toSorted((a, b) => b.likeness - a.likeness);
    const chosen: Box[] = [];
    for (const { box } of windows) {
      if (chosen.some((other) => boxIou(other, box) > sameWindowIou)) continue;
      chosen.push(box);
      if (chosen.length === bestWindows) break;
    }
    return chosen.flatMap((box) => this.find(frame, box) ?? []);
  }

  #learned(): CorrelationFilter {
    if (this.#seen) {
      const { frame, box } = this.#seen;
      const channels = windowAround(frame.planes, box, boxFading);
      this.#filter = this.#filter?.towards(channels, learningRate) ?? CorrelationFilter.of(channels);
      this.#seen = null;
    }
    if (!this.#filter) throw new Error('A search target has to learn something first.');
    return this.#filter;
  }
}

function movedBox(near: Box, scale: number, peak: { x: number; y: number }): Box {
  const centre = centreOf(near);
  const width = near.width * scale;
  const height = near.height * scale;
  return {
    x: centre.x + peak.x * width * windowReach - width / 2,
    y: centre.y + peak.y * height * windowReach - height / 2,
    width,
    height,
  };
}

/** Whether most of a box lies inside the picture. */
function isInside(box: Box, { width, height }: FramePlanes): boolean {
  const centre = centreOf(box);
  return centre.x > 0 && centre.x < width && centre.y > 0 && centre.y < height;
}

function* windowsOver({ width, height }: FramePlanes, size: Box): Generator<Box> {
  const perSize = (width * height) / (size.width * size.height * windowStep * windowStep);
  const step = windowStep * Math.max(1, Math.sqrt((perSize * sizes.length) / mostWindows));
  for (const scale of sizes) {
    const box = { width: size.width * scale, height: size.height * scale };
    for (let y = -box.height / 4; y < height - (box.height * 3) / 4; y += box.height * step) {
      for (let x = -box.width / 4; x < width - (box.width * 3) / 4; x += box.width * step) {
        yield { ...box, x, y };
      }
    }
  }
}
