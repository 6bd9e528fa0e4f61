import { boxBetween, type Box } from '../domain/box.ts';
import type { Frame } from '../domain/image.ts';
import type { Interval } from '../domain/interval.ts';
import { UserFacingError } from '../domain/errors.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import { fitWithin, type PictureSize } from '../media/picture-filters.ts';
import type { VideoTrack } from '../media/probe.ts';
import { ColourTexture } from './colour-texture.ts';
import { CorrelationSearch } from './correlation-search.ts';
import { fillGaps } from './fill-gaps.ts';
import {
  checkedFollow,
  usualFrameRate,
  type FollowedBox,
  type FollowedThing,
  type FollowRequest,
} from './follow-request.ts';
import { pictureAt, readChunks, type ChunkReading } from './frame-chunks.ts';
import { firstStray } from './round-trip.ts';
import { MultiQueryTracker, type TrackerParts } from './multi-query-tracker.ts';
import { trailOf } from './track-sequence.ts';
import { defaultSettings, type TrackerSettings } from './tracker-settings.ts';
import { TrackingFrame } from './tracking-frame.ts';
import type { Trail, TrailBox } from './trail.ts';

/** Nothing but the drawn box begins a track, so that no detector is asked. */
const parts: TrackerParts = {
  proposer: { propose: () => Promise.resolve([]) },
  describer: new ColourTexture(),
  search: new CorrelationSearch(),
};

/** Nothing else claims the thing, so that it may look less like itself and be looked for longer. */
const settings: TrackerSettings = { ...defaultSettings, tauConf: 0.8, patienceSeconds: 10 };

/** Pictures are tracked at this width and height at most; small things are given larger ones. */
const usualSide = 360;
const largestSide = 960;
/** The shorter side of the box in the pictures that are tracked, at least, in pixels. */
const leastBoxSide = 24;
/** Pictures a second at most; between them the boxes are interpolated. */
const rate = 12.5;
/** Where shots are not known, a thing that was lost for so long is given up, and nothing is followed for longer. */
const patienceWithoutShots = 2;
const mostSeconds = 120;
/** Longer gaps within a shot stay open. */
const mostGapSeconds = 5;

/**
 * Follows whatever a box holds forwards and backwards through its shot. Each stretch is gone through in both
 * directions; where the way back does not lead to where the way there began, the thing was lost on it.
 * Throws UserFacingError for a box or a time that does not fit the film and for a film that cannot be read.
 */
export async function followBox(
  tools: FfmpegTools,
  request: FollowRequest,
  signal?: AbortSignal,
): Promise<FollowedThing> {
  const { video, box } = checkedFollow(request);
  const { path, probe, at, shot } = request;
  const fit = fitFor(video, box);
  const every = video.frameRate > 0 && video.frameRate <= rate * 1.5 ? 0 : 1 / rate;
  const reading: ChunkReading = { path, probe, fit, every };
  const first = await pictureAt(tools, reading, at, signal);
  if (!first) {
    throw new UserFacingError(
      'unreadable-file',
      `No picture could be read at ${at.toFixed(2)} s.`,
      'Try a moment earlier; the film may be damaged there.',
    );
  }
  const scale = first.width / video.width;
  const start = new TrackingFrame(0, first.time, first);
  const stretch = shot ?? { start: at - mostSeconds, end: at + mostSeconds };
  const patience = shot ? settings.patienceSeconds : patienceWithoutShots;
  const follow = (direction: 'forwards' | 'backwards', part: Interval): Promise<TrailBox[]> =>
    followOneWay(
      readChunks(tools, reading, part, direction, signal),
      start,
      scaledBox(box, scale),
      direction === 'forwards' ? 1 : -1,
      patience,
    );
  const after = await follow('forwards', {
    start: first.time + 1e-3,
    end: Math.min(probe.duration, stretch.end),
  });
  const before = await follow('backwards', { start: Math.max(0, stretch.start), end: first.time - 1e-3 });
  const trail = [...before.slice(0, -1), ...after];
  const picture = { width: first.width, height: first.height };
  const filled = fillGaps(trail, { mostSeconds: mostGapSeconds, picture, others: null });
  return atEveryFrame(filled, video.frameRate || usualFrameRate, 1 / scale);
}

/** The size in which the box has enough pixels to be known again. */
function fitFor(video: VideoTrack, box: Box): PictureSize {
  const longer = Math.max(video.width, video.height);
  const wanted = (leastBoxSide / Math.min(box.width, box.height)) * longer;
  const side = Math.min(largestSide, Math.max(usualSide, wanted));
  return fitWithin(video, Math.round(side), Math.round(side));
}

/** The trail from the first frame on in one direction, in order of time. */
async function followOneWay(
  chunks: AsyncIterable<readonly Frame[]>,
  start: TrackingFrame,
  box: Box,
  step: 1 | -1,
  patience: number,
): Promise<TrailBox[]> {
  const tracker = new MultiQueryTracker(parts, settings);
  const track = await tracker.begin(start, box);
  let index = 0;
  for await (const pictures of chunks) {
    const frames = pictures.map((picture) => new TrackingFrame((index += step), picture.time, picture));
    for (const frame of frames) {
      await tracker.step(frame);
      await giveWay();
    }
    const strayed = await firstStray(track.lead.sightings, frames, parts, settings);
    if (strayed !== null) return trailOf(track.lead.sightings.slice(0, strayed));
    const last = pictures.at(-1);
    if (last && track.lead.unseenSeconds(last.time) > patience) break;
  }
  tracker.end();
  return trailOf(track.lead.sightings);
}

/** Lets a request to stop come in. */
function giveWay(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function scaledBox(box: Box, scale: number): Box {
  return { x: box.x * scale, y: box.y * scale, width: box.width * scale, height: box.height * scale };
}

/** A box for each frame of the film between those that were tracked, as long as they follow one another. */
function atEveryFrame(trail: Trail, frameRate: number, scale: number): FollowedThing {
  const boxes: FollowedBox[] = [];
  trail.forEach((each, index) => {
    const next = trail[index + 1];
    const frames =
      next && next.index === each.index + 1 ? framesBetween(each.time, next.time, frameRate) : [];
    for (const time of [each.time, ...frames]) {
      const share = next && time > each.time ? (time - each.time) / (next.time - each.time) : 0;
      const box = share > 0 ? boxBetween(each.box, next!.box, share) : each.box;
      boxes.push({
        time,
        ...scaledBox(box, scale),
        confidence: each.confidence,
        seen: each.seen && (share === 0 || next!.seen),
      });
    }
  });
  return { boxes, start: boxes[0]!.time, end: boxes.at(-1)!.time + 1 / frameRate };
}

/** Times of the frames after one that was tracked and before the next, at the film's mean rate. */
function framesBetween(start: number, end: number, frameRate: number): number[] {
  const count = Math.max(0, Math.round((end - start) * frameRate) - 1);
  return Array.from({ length: count }, (_, i) => start + ((end - start) * (i + 1)) / (count + 1));
}
