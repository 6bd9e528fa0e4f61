import { fileURLToPath } from 'node:url';
import type { Sequence } from '../../../src-main/evaluation/tracking/score.ts';
import type { Tracks } from '../../../src-main/evaluation/tracking/mot-file.ts';
import { framesPerDrawing, frameRate } from '../../../src-main/film-maker/film-format.ts';
import { makeFilm } from '../../../src-main/film-maker/make-film.ts';
import { layTimeline } from '../../../src-main/film-maker/timeline.ts';
import { trackTruthOf, type TrackedThing } from '../../../src-main/film-maker/track-truth.ts';
import { trackingScript } from '../../../src-main/film-maker/tracking-script.ts';
import type { FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';
import type { TrackerSettings } from '../../../src-main/tracking/tracker-settings.ts';
import type { AppearanceDescriber } from '../../../src-main/tracking/tracking-frame.ts';
import { DecodedSequence } from './decoded-sequence.ts';
import { NoisyDetector } from './noisy-detector.ts';
import { trackAll, tracksByFrame, tracksOfTrails } from './track-all.ts';

const filmCache = fileURLToPath(new URL('../../../.cache/films/', import.meta.url));

// Note: what counts
// As MOTChallenge does with what cannot be told (its class 8), things of which nearly nothing can be seen are neither to be
// found nor wrong where they are found.

/** Share of a thing from which it counts. */
const leastCounted = 0.25;
const countedBox = { confidence: 1, objectClass: 1 } as const;
const hiddenBox = { confidence: 0, objectClass: 8 } as const;

/** A drawn film in which people and things cross, hide one another, leave and come back, with the truth about them. */
export interface DrawnSequence {
  readonly name: string;
  readonly frames: DecodedSequence;
  readonly truth: Tracks;
  readonly detector: NoisyDetector;
}

/** @param duration of the film in seconds */
export async function drawnSequence(
  tools: FfmpegTools,
  seed: number,
  duration?: number,
): Promise<DrawnSequence> {
  const script = trackingScript(seed, duration);
  const { film } = await makeFilm(tools, script, filmCache);
  const frames = await DecodedSequence.ofFilm(tools, film, framesPerDrawing / frameRate);
  const timeline = layTimeline(script, () => 0);
  const things = trackTruthOf(timeline).filter(({ kind }) => kind !== 'head');
  const { width, height } = frames.picture;
  return {
    name: `tracks ${seed}`,
    frames,
    truth: tracksOfTruth(things, width, height),
    detector: new NoisyDetector(things, seed, width, height),
  };
}

/** What the tracker makes of a drawn film, beside the truth. */
export async function trackDrawn(
  { name, frames, truth, detector }: DrawnSequence,
  settings: TrackerSettings,
  describer?: AppearanceDescriber,
): Promise<Sequence> {
  return { name, truth, result: tracksOfTrails(await trackAll(frames, detector, settings, describer)) };
}

function tracksOfTruth(things: readonly TrackedThing[], width: number, height: number): Tracks {
  return tracksByFrame(
    things.flatMap(({ boxes }, index) =>
      boxes.map((box) => ({
        frame: box.drawing,
        track: index + 1,
        box: {
          x: box.x * width,
          y: box.y * height,
          width: box.width * width,
          height: box.height * height,
        },
        ...(box.visible < leastCounted ? hiddenBox : countedBox),
      })),
    ),
  );
}
