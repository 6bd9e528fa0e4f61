import { linearSumAssignment } from 'linear-sum-assignment';
import type { BodySample } from '../../domain/body.ts';
import { boxIou } from '../../domain/box.ts';
import type { Shot } from '../../domain/shot.ts';
import { dot, weightedMean } from '../../domain/vector.ts';
import type { NewBodyTrack } from '../../store/body-table.ts';

/** A body in a picture. */
export interface BodySighting extends BodySample {
  /** `[dimension]`, length 1. */
  readonly look: Float32Array;
}

/** A picture in which bodies were sought. */
export interface BodyFrame {
  readonly time: number;
  /** See surroundings.ts. */
  readonly view: Uint8Array;
  readonly sightings: readonly BodySighting[];
}

/** Bodies of two pictures that overlap less than this are two people. */
const leastIou = 0.15;
/** What the overlap weighs beside the look. */
const placeShare = 0.6;
/** A body that is missing in more pictures than this is not followed on. */
const mostMissing = 1;
const forbidden = 10;

interface Draft {
  readonly sightings: BodySighting[];
  /** Places in the shot's frames. */
  readonly frames: number[];
}

/**
 * Links bodies from picture to picture within each shot, by place and look.
 *
 * Note: how far a body reaches beyond its samples
 * The pictures are those that stand for what the film shows: another one is chosen whenever it comes to show something
 * else. So a body was there from the middle between the picture before and the first that shows it, and from the shot's
 * beginning when that is the shot's first picture; the same at its end.
 *
 * @param frames in time order
 * @param model what described the looks
 */
export function bodyTracksOf(
  frames: readonly BodyFrame[],
  shots: readonly Shot[],
  model: string,
): NewBodyTrack[] {
  return shots.flatMap((shot) => {
    const own = frames.filter(({ time }) => time >= shot.start - 1e-3 && time < shot.end - 1e-3);
    return link(own)
      .map((draft) => trackOf(draft, own, shot, model))
      .toSorted((a, b) => a.start - b.start || a.samples[0]!.box.x - b.samples[0]!.box.x);
  });
}

function link(frames: readonly BodyFrame[]): Draft[] {
  const drafts: Draft[] = [];
  frames.forEach(({ sightings }, place) => {
    const open = drafts.filter((draft) => place - draft.frames.at(-1)! <= mostMissing + 1);
    const owners = assign(sightings, open);
    sightings.forEach((sighting, index) => {
      const known = open[owners[index] ?? -1];
      if (known) {
        known.sightings.push(sighting);
        known.frames.push(place);
      } else drafts.push({ sightings: [sighting], frames: [place] });
    });
  });
  return drafts;
}

/** For each sighting the index of the draft that it goes on, or -1. */
function assign(sightings: readonly BodySighting[], open: readonly Draft[]): number[] {
  if (sightings.length === 0 || open.length === 0) return sightings.map(() => -1);
  const costs = sightings.map(({ box, look }) =>
    open.map((draft) => {
      const last = draft.sightings.at(-1)!;
      const iou = boxIou(box, last.box);
      if (iou < leastIou) return forbidden;
      return 1 - placeShare * iou - (1 - placeShare) * dot(look, last.look);
    }),
  );
  const { rowAssignments } = linearSumAssignment(costs, { maximaze: false });
  return sightings.map((_, row) => {
    const column = rowAssignments[row] ?? -1;
    return column >= 0 && (costs[row]?.[column] ?? forbidden) < forbidden ? column : -1;
  });
}

function trackOf(
  { sightings, frames: places }: Draft,
  frames: readonly BodyFrame[],
  shot: Shot,
  model: string,
): NewBodyTrack {
  const [first, last] = [places[0]!, places.at(-1)!];
  const between = (a: number, b: number) => (frames[a]!.time + frames[b]!.time) / 2;
  return {
    start: first === 0 ? shot.start : between(first - 1, first),
    end: last === frames.length - 1 ? shot.end : between(last, last + 1),
    model,
    look: weightedMean(
      sightings.map(({ look }) => look),
      sightings.map(({ confidence }) => confidence),
    ),
    firstView: frames[first]!.view,
    lastView: frames[last]!.view,
    samples: sightings.map(({ time, box, confidence }) => ({ time, box, confidence })),
  };
}
