import type { Frame } from '../../domain/image.ts';
import type { ShotBoundary } from '../../domain/shot.ts';

/** Finds the boundaries between a film's shots by what it has learnt of them. */
export interface ShotBoundaryModel {
  readonly modelId: string;
  /** Begins with the first picture of a film. Films may be watched side by side. */
  watch(): ShotBoundaryWatch;
}

/** One film, picture by picture in time order; every picture counts, none may be left out. */
export interface ShotBoundaryWatch {
  /** Takes the next picture, of any size; gives the boundaries that are certain now, in time order. */
  push(frame: Frame): Promise<ShotBoundary[]>;
  /** The boundaries among the last pictures. */
  finish(): Promise<ShotBoundary[]>;
}
