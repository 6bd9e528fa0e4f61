import { linearSumAssignment } from 'linear-sum-assignment';
import { boxIou, centreOf, type Box } from '../domain/box.ts';
import type { FaceSample } from '../domain/face.ts';

/** A detected face with what was learned about it when it was looked at closely. */
export interface FaceObservation extends FaceSample {
  /** How far the embedding can be trusted, 0..1; 0 when the face was not embedded. */
  quality: number;
  /** Mean brightness of the whole picture, 0..255. */
  readonly light: number;
  /** `[dimension]`, length 1; null when the face was not embedded. */
  embedding: Float32Array | null;
}

/** Observations linked by position alone; shots and looks divide it later. */
export interface FaceChain {
  readonly observations: FaceObservation[];
}

/** A chain that went unseen for longer than this ends. */
const maxGapSeconds = 1.1;
const minIou = 0.15;
const forbidden = 10;

/**
 * Links faces from sample to sample by where they are: optimal assignment over the overlap of each new box with each
 * chain's box moved on by its last motion.
 */
export class FaceLinker {
  readonly #finished: FaceChain[] = [];
  #active: FaceChain[] = [];

  /** Adds one sample's faces; returns for each face the chain it now ends. */
  add(time: number, faces: readonly FaceObservation[]): FaceChain[] {
    this.#retire(time);
    const candidates = this.#active;
    const predictions = candidates.map((chain) => predict(chain, time));
    const owners = assign(
      faces.map((face) => face.box),
      predictions,
    );
    return faces.map((face, index) => {
      const known = candidates[owners[index] ?? -1];
      if (known) {
        known.observations.push(face);
        return known;
      }
      const chain: FaceChain = { observations: [face] };
      this.#active.push(chain);
      return chain;
    });
  }

  /** All chains in the order of their first observation. */
  finish(): FaceChain[] {
    const chains = [...this.#finished, ...this.#active];
    return chains.toSorted((a, b) => a.observations[0]!.time - b.observations[0]!.time);
  }

  #retire(time: number): void {
    const isOver = (chain: FaceChain) => time - chain.observations.at(-1)!.time > maxGapSeconds;
    this.#finished.push(...this.#active.filter(isOver));
    this.#active = this.#active.filter((chain) => !isOver(chain));
  }
}

function predict(chain: FaceChain, time: number): Box {
  const last = chain.observations.at(-1)!;
  const before = chain.observations.at(-2);
  if (!before) return last.box;
  const steps = Math.min(1.5, (time - last.time) / Math.max(1e-3, last.time - before.time));
  const from = centreOf(before.box);
  const to = centreOf(last.box);
  return { ...last.box, x: last.box.x + (to.x - from.x) * steps, y: last.box.y + (to.y - from.y) * steps };
}

/** For each face the index of its prediction, or -1. */
function assign(faces: readonly Box[], predictions: readonly Box[]): number[] {
  if (faces.length === 0 || predictions.length === 0) return faces.map(() => -1);
  const costs = faces.map((face) =>
    predictions.map((prediction) => {
      const iou = boxIou(face, prediction);
      return iou >= minIou ? 1 - iou : forbidden;
    }),
  );
  const { rowAssignments } = linearSumAssignment(costs, { maximaze: false });
  return faces.map((_, row) => {
    const column = rowAssignments[row] ?? -1;
    return column >= 0 && (costs[row]?.[column] ?? forbidden) < forbidden ? column : -1;
  });
}
