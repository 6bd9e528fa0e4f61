import type { Box } from '../domain/box.ts';
import type { Interval } from '../domain/interval.ts';
import { UserFacingError } from '../domain/errors.ts';
import type { MediaProbe, VideoTrack } from '../media/probe.ts';

/** A box that somebody drew over a film's picture. */
export interface FollowRequest {
  readonly path: string;
  readonly probe: MediaProbe;
  /** Seconds from the film's first presentation time. */
  readonly at: number;
  /** In pixels of the displayed picture. */
  readonly box: Box;
  /** The shot in which the time lies; null where shots are not known. */
  readonly shot: Interval | null;
}

/** Where the thing is in one frame of the film, in pixels of the displayed picture. */
export interface FollowedBox extends Box {
  readonly time: number;
  /** 0..1 */
  readonly confidence: number;
  /** False where the thing is hidden or was not recognised, and its place is guessed from before and after. */
  readonly seen: boolean;
}

export interface FollowedThing {
  /** One for each frame of the film in which the thing's place is known, in order of time. */
  readonly boxes: readonly FollowedBox[];
  /** From the first of these frames to the end of the last one. */
  readonly start: number;
  readonly end: number;
}

/** Frames a second of films that do not say how many they have. */
export const usualFrameRate = 25;

/** Smaller boxes hold too little to be known again. */
const leastSide = 4;
/** Of a box so much must lie inside the picture. */
const leastInside = 0.25;

/**
 * The box cut off at the picture's edges, and the film's pictures. Throws UserFacingError `bad-input` for a time after
 * the end and for boxes without size or outside the picture, `unsupported-media` for a film without pictures.
 */
export function checkedFollow({ probe, at, box }: Pick<FollowRequest, 'probe' | 'at' | 'box'>): {
  video: VideoTrack;
  box: Box;
} {
  const { video, duration } = probe;
  if (!video) {
    throw new UserFacingError(
      'unsupported-media',
      'The film has sound but no pictures, so nothing can be followed in it.',
      'Choose a film with pictures.',
    );
  }
  if (at >= duration) {
    throw new UserFacingError(
      'bad-input',
      `The film ends at ${duration.toFixed(2)} s, and ${at.toFixed(2)} s lies after it.`,
      'Give a time inside the film.',
    );
  }
  const size = `${video.width} × ${video.height} pixels`;
  if (!(box.width >= leastSide && box.height >= leastSide)) {
    throw new UserFacingError(
      'bad-input',
      `A box of ${shown(box.width)} × ${shown(box.height)} pixels is too small to be followed.`,
      `Draw a box of at least ${leastSide} × ${leastSide} pixels around the thing; the picture has ${size}.`,
    );
  }
  const x = Math.max(0, box.x);
  const y = Math.max(0, box.y);
  const width = Math.min(video.width, box.x + box.width) - x;
  const height = Math.min(video.height, box.y + box.height) - y;
  if (!(
    width >= leastSide &&
    height >= leastSide &&
    width * height >= box.width * box.height * leastInside
  )) {
    throw new UserFacingError(
      'bad-input',
      `The box lies outside the picture, which has ${size}.`,
      'Draw the box around something in the picture; x and y count from its upper left corner.',
    );
  }
  return { video, box: { x, y, width, height } };
}

function shown(pixels: number): string {
  return String(Math.round(pixels * 100) / 100);
}
