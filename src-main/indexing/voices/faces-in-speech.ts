import { boxBetween, centreOf, type Box } from '../../domain/box.ts';
import type { FaceSample } from '../../domain/face.ts';
import { intersectIntervals, mergeIntervals, type Interval } from '../../domain/interval.ts';
import { speakerPictureRate } from '../../models/families/active-speaker-model.ts';
import type { SpeakingFace } from '../../store/mouth-code.ts';

/** A stretch of a face track during speech. */
export interface FaceStretch extends Interval {
  /** The track's faces from the last before the stretch to the first after it, in time order. */
  readonly samples: readonly FaceSample[];
}

/** Stretches that are near each other, so that they are read at once. */
export interface StretchGroup extends Interval {
  readonly stretches: readonly FaceStretch[];
}

/** A mouth opens before it is heard, and what comes before and after tells of the speech between. */
const room = 0.4;
/** Pauses that are shorter do not end a stretch, in seconds. */
const pause = 0.6;
/** Models of active speakers make nothing of less, in seconds. */
const leastSeconds = 0.48;
/** Longer stretches are cut: memory grows with them, and the models were trained on less. */
const mostSeconds = 20;
/** Lower faces, as fractions of the picture, are a blur in the crop. */
const leastHeight = 0.06;
/** Stretches that begin within so many seconds of a group's first are read with it, and farther apart than this gap alone. */
const groupSeconds = 60;
const groupGap = 3;
/** Pictures before and after a face's time that speak for it: faces are kept every quarter of a second. */
const aroundPictures = 3;

/**
 * Where the faces of some tracks are to be looked at: while somebody speaks. In the order of their starts.
 * @param tracks each with its faces in time order
 */
export function facesInSpeech(
  tracks: readonly (readonly FaceSample[])[],
  speech: readonly Interval[],
): FaceStretch[] {
  const talk = mergeIntervals(
    speech.map(({ start, end }) => ({ start: start - room, end: end + room })),
    pause,
  );
  return tracks
    .flatMap((samples) => {
      const seen = samples.filter(({ box }) => box.height >= leastHeight);
      const [first, last] = [seen[0], seen.at(-1)];
      if (!first || !last) return [];
      return intersectIntervals([{ start: first.time, end: last.time }], talk)
        .filter(({ start, end }) => end - start >= leastSeconds)
        .flatMap(inPieces)
        .map((piece) => ({ ...piece, samples: around(seen, piece) }));
    })
    .toSorted((a, b) => a.start - b.start);
}

/** Stretches, in the order of their starts, that are worth one decode each. */
export function groupStretches(stretches: readonly FaceStretch[]): StretchGroup[] {
  const groups: { start: number; end: number; stretches: FaceStretch[] }[] = [];
  for (const stretch of stretches) {
    const group = groups.at(-1);
    if (group && stretch.start - group.start < groupSeconds && stretch.start - group.end < groupGap) {
      group.stretches.push(stretch);
      group.end = Math.max(group.end, stretch.end);
    } else groups.push({ start: stretch.start, end: stretch.end, stretches: [stretch] });
  }
  return groups;
}

/** How many pictures of a stretch are looked at. */
export function picturesOf({ start, end }: Interval): number {
  return Math.floor((end - start) * speakerPictureRate + 1e-6);
}

/** Where a face is at a time, between the times at which it was seen. */
export function boxAt(samples: readonly FaceSample[], time: number): Box {
  const after = samples.findIndex((sample) => sample.time >= time);
  if (after === -1) return samples.at(-1)!.box;
  const to = samples[after]!;
  const from = samples[after - 1] ?? to;
  const share = to.time > from.time ? (time - from.time) / (to.time - from.time) : 0;
  return boxBetween(from.box, to.box, share);
}

/** What the model says of each face of a stretch: the mean of its pictures about that time. */
export function certaintiesAt(stretch: FaceStretch, speaking: Float32Array): SpeakingFace[] {
  const pictures = speaking.length;
  return stretch.samples
    .filter(({ time }) => time >= stretch.start && time < stretch.end)
    .flatMap(({ time, box }) => {
      const middle = (time - stretch.start) * speakerPictureRate;
      const from = Math.max(0, Math.round(middle) - aroundPictures);
      const to = Math.min(pictures, Math.round(middle) + aroundPictures + 1);
      if (to <= from) return [];
      const sum = speaking.subarray(from, to).reduce((total, value) => total + value, 0);
      return [{ time, centre: centreOf(box), certainty: sum / (to - from) }];
    });
}

function inPieces({ start, end }: Interval): Interval[] {
  const count = Math.ceil((end - start) / mostSeconds);
  const length = (end - start) / count;
  return Array.from({ length: count }, (_, at) => ({
    start: start + at * length,
    end: start + (at + 1) * length,
  }));
}

function around(samples: readonly FaceSample[], { start, end }: Interval): FaceSample[] {
  const first = samples.findLastIndex(({ time }) => time <= start);
  const last = samples.findIndex(({ time }) => time >= end);
  return samples.slice(Math.max(0, first), last === -1 ? undefined : last + 1);
}
