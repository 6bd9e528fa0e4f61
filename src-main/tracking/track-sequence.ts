import type { Box } from '../domain/box.ts';
import { confirmedTrails } from './backward-confirmation.ts';
import { cutPieces } from './cut-pieces.ts';
import { extendRuns } from './extend-runs.ts';
import { fillGaps } from './fill-gaps.ts';
import type { Sighting } from './hypothesis.ts';
import { joinPieces } from './join-pieces.ts';
import { MultiQueryTracker, type TrackerParts } from './multi-query-tracker.ts';
import { SightBook } from './sight-book.ts';
import { smoothTrail } from './smooth-trail.ts';
import type { TrackerSettings } from './tracker-settings.ts';
import type { TrackingFrame } from './tracking-frame.ts';
import type { Trail, TrailBox } from './trail.ts';
import type { PictureSize } from '../media/picture-filters.ts';

/** The frames of a film or a part of it, which can be gone through in both directions. */
export interface FrameSequence {
  readonly picture: PictureSize;
  forwards(): AsyncIterable<TrackingFrame> | Iterable<TrackingFrame>;
  backwards(): AsyncIterable<TrackingFrame> | Iterable<TrackingFrame>;
}

/** What was seen less often is nothing. */
const leastSights = 3;
/** Longer gaps in what was seen of a thing stay open. */
const mostGapSeconds = 2;

/** Tracks everything that the proposer claims through a sequence; one trail for each thing. */
export async function trackSequence(
  frames: FrameSequence,
  parts: TrackerParts,
  settings: TrackerSettings,
): Promise<Trail[]> {
  const book = new SightBook(parts.proposer, parts.describer);
  const seeing = { ...parts, proposer: book, describer: book };
  const forward = await pass(frames.forwards(), seeing, settings);
  const backward = settings.backwardPass ? await pass(frames.backwards(), seeing, settings) : null;
  const found = settings.joining
    ? joinedTrails(book, backward ? [forward, backward] : [forward], settings)
    : backward
      ? confirmedTrails(forward, backward)
      : forward;
  const filled = settings.fillGaps ? withFilledGaps(found, frames.picture) : found;
  const smooth = settings.smoothing ? filled.map(smoothTrail) : filled;
  return settings.extension ? extended(smooth, frames.picture, book) : smooth;
}

/** What the passes agree on, joined over the whole sequence. */
function joinedTrails(
  { frames }: SightBook,
  passes: readonly (readonly Trail[])[],
  settings: TrackerSettings,
): Trail[] {
  const owners = passes.map(
    (trails) =>
      new Map(trails.flatMap((trail, track) => trail.map(({ box }): [Box, number] => [box, track]))),
  );
  return joinPieces(cutPieces(frames, owners), settings)
    .filter(({ sights }) => sights.length >= leastSights)
    .map(({ sights }) =>
      sights.map(({ index, time, box, confidence }) => ({ index, time, box, confidence, seen: true })),
    );
}

function extended(trails: readonly Trail[], picture: PictureSize, { range }: SightBook): Trail[] {
  const others = boxesBeside(trails);
  return trails.map((trail, own) => extendRuns(trail, { picture, ...range, others: others(own) }));
}

function withFilledGaps(trails: readonly Trail[], picture: PictureSize): Trail[] {
  const others = boxesBeside(trails);
  return trails.map((trail, own) =>
    fillGaps(trail, { mostSeconds: mostGapSeconds, picture, others: others(own) }),
  );
}

/** For each trail the boxes of all others by frame. */
function boxesBeside(trails: readonly Trail[]): (own: number) => (index: number) => Box[] {
  const frames = new Map<number, { trail: number; box: Box }[]>();
  trails.forEach((boxes, trail) => {
    for (const { index, box } of boxes) {
      const listed = frames.get(index) ?? [];
      frames.set(index, listed);
      listed.push({ trail, box });
    }
  });
  return (own) => (index) =>
    (frames.get(index) ?? []).flatMap(({ trail, box }) => (trail === own ? [] : [box]));
}

async function pass(
  frames: AsyncIterable<TrackingFrame> | Iterable<TrackingFrame>,
  parts: TrackerParts,
  settings: TrackerSettings,
): Promise<TrailBox[][]> {
  const tracker = new MultiQueryTracker(parts, settings);
  for await (const frame of frames) await tracker.step(frame);
  tracker.end();
  return tracker.tracks.map(({ lead }) => trailOf(lead.sightings));
}

/** Sightings of either direction as a trail. */
export function trailOf(sightings: readonly Sighting[]): TrailBox[] {
  return sightings
    .map(({ index, time, box, confidence }) => ({ index, time, box, confidence, seen: true }))
    .toSorted((a, b) => a.index - b.index);
}
