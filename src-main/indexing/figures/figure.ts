import type { BodySample } from '../../domain/body.ts';
import type { Box } from '../../domain/box.ts';
import type { FaceSample } from '../../domain/face.ts';
import { overlapOf, type Interval } from '../../domain/interval.ts';
import type { Shot } from '../../domain/shot.ts';
import type { BodyTrackRow } from '../../store/body-table.ts';
import type { Identity } from '../../store/face-table.ts';
import { headFit, leastFit } from '../bodies/head-place.ts';

/** A face track with what is known of it. */
export interface FigureFace extends Interval {
  readonly trackId: number;
  readonly samples: readonly FaceSample[];
  /** Length 1. */
  readonly embedding: Float32Array;
  /** How far the embedding can be trusted, 0..1. */
  readonly quality: number;
  /** Whom the face itself shows; null where it does not tell. */
  readonly identity: Identity | null;
  /** Whom it does not show, as the user says. */
  readonly refused: ReadonlySet<number>;
  /** Whether the user does not want to know who it is. */
  readonly ignored: boolean;
}

/** Where a figure was when the whole picture looked so. */
export interface Sight {
  /** See bodies/surroundings.ts. */
  readonly view: Uint8Array;
  readonly body: Box | null;
  readonly face: Box | null;
}

/** One person through a shot: a body with the faces seen on it, a face without a body, or a body without a face. */
export interface Figure extends Interval {
  /** Place of the shot in the film. */
  readonly shot: number;
  readonly body: BodyTrackRow | null;
  readonly faces: readonly FigureFace[];
  /** At the first and the last picture of the shot that shows bodies. */
  readonly sights: readonly Sight[];
}

/** Two faces that share more time than this are not one body's. */
const mostShared = 0.3;
/** A face and a body that were never looked at within this many seconds say nothing of each other. */
const sameTime = 2;
/** Who was seen within this many seconds of a view was there in it. */
const viewTime = 0.6;

/** A body whose box is nearer to the picture's side than this is cut off by it. */
const side = 0.03;
/** Whoever goes out of the picture is taken to be there for so many seconds after the last sight, and before the first. */
const atTheSide = 0.15;

/** Binds the faces of a film to its bodies, shot by shot; sorted by start. */
export function figuresOf(
  bodies: readonly BodyTrackRow[],
  faces: readonly FigureFace[],
  shots: readonly Shot[],
): Figure[] {
  const bodiesByShot = Map.groupBy(bodies, (body) => shotAt(shots, body));
  const facesByShot = Map.groupBy(faces, (face) => shotAt(shots, face));
  return shots
    .flatMap((_, shot) => bind(bodiesByShot.get(shot) ?? [], facesByShot.get(shot) ?? [], shot))
    .toSorted((a, b) => a.start - b.start);
}

function bind(bodies: readonly BodyTrackRow[], faces: readonly FigureFace[], shot: number): Figure[] {
  const pairs = faces
    .flatMap((face) => bodies.map((body) => ({ face, body, fit: fitOf(body, face) })))
    .filter(({ fit }) => fit >= leastFit)
    .toSorted((a, b) => b.fit - a.fit);
  const bound = new Map<BodyTrackRow, FigureFace[]>(bodies.map((body) => [body, []]));
  const taken = new Set<FigureFace>();
  for (const { face, body } of pairs) {
    const others = bound.get(body)!;
    if (taken.has(face) || others.some((other) => !canBeOne(other, face))) continue;
    others.push(face);
    taken.add(face);
  }
  const views = viewsOf(bodies);
  const figures = [...bound].map(([track, own]): Figure => {
    const body = withoutAbsence(track, own);
    return {
      start: Math.min(body.start, ...own.map(({ start }) => start)),
      end: Math.max(body.end, ...own.map(({ end }) => end)),
      shot,
      body,
      faces: own,
      sights: sightsOf(views, body, own),
    };
  });
  for (const face of faces) {
    if (taken.has(face)) continue;
    const { start, end } = face;
    figures.push({ start, end, shot, body: null, faces: [face], sights: sightsOf(views, null, [face]) });
  }
  return figures;
}

/**
 * Note: who walks in and out
 * A body was there as far as to the next picture that was chosen, and few pictures are: somebody walking out changes little of
 * a wide one. But faces are seen several times a second. Where a body is cut off by the picture's side when it is seen last,
 * and its face is seen no longer either, it has gone; the same for who comes in.
 */
function withoutAbsence(body: BodyTrackRow, faces: readonly FigureFace[]): BodyTrackRow {
  if (faces.length === 0) return body;
  const [first, last] = [body.samples[0]!, body.samples.at(-1)!];
  const faceStart = Math.min(...faces.map(({ start }) => start));
  const faceEnd = Math.max(...faces.map(({ end }) => end));
  return {
    ...body,
    start: isCutOff(first.box)
      ? Math.max(body.start, Math.min(faceStart, first.time - atTheSide))
      : body.start,
    end: isCutOff(last.box) ? Math.min(body.end, Math.max(faceEnd, last.time + atTheSide)) : body.end,
  };
}

/** Whether the picture's side cuts a body off. */
export function isCutOff({ x, width }: Box): boolean {
  return x <= side || x + width >= 1 - side;
}

/** The first and the last view of a shot that bodies were seen in, by time. */
function viewsOf(bodies: readonly BodyTrackRow[]): Map<number, Uint8Array> {
  const views = bodies
    .flatMap(({ samples, firstView, lastView }): [number, Uint8Array][] => [
      [samples[0]!.time, firstView],
      [samples.at(-1)!.time, lastView],
    ])
    .toSorted(([a], [b]) => a - b);
  return new Map([...views.slice(0, 1), ...views.slice(-1)]);
}

function sightsOf(
  views: ReadonlyMap<number, Uint8Array>,
  body: BodyTrackRow | null,
  faces: readonly FigureFace[],
): Sight[] {
  const samples = faces.flatMap((face) => face.samples);
  return [...views]
    .map(([time, view]) => ({ view, body: boxAt(body?.samples ?? [], time), face: boxAt(samples, time) }))
    .filter((sight) => sight.body !== null || sight.face !== null);
}

function boxAt(samples: readonly (BodySample | FaceSample)[], time: number): Box | null {
  const nearest = samples.length > 0 ? nearestTo(samples, time) : null;
  return nearest && Math.abs(nearest.time - time) <= viewTime ? nearest.box : null;
}

function canBeOne(a: FigureFace, b: FigureFace): boolean {
  const areTwo = a.identity && b.identity && a.identity.personId !== b.identity.personId;
  return !areTwo && overlapOf(a, b) <= mostShared;
}

/** How well a face sits on a body where they were seen at the same time, or nearly so; 0..1. */
function fitOf(body: BodyTrackRow, face: FigureFace): number {
  let sum = 0;
  let weight = 0;
  for (const { time, box } of body.samples) {
    const nearest = nearestTo(face.samples, time);
    const apart = Math.abs(nearest.time - time);
    if (apart > sameTime) continue;
    const own = 1 / (0.25 + apart);
    sum += own * headFit(box, nearest.box);
    weight += own;
  }
  return weight > 0 ? sum / weight : 0;
}

function nearestTo<S extends { readonly time: number }>(samples: readonly S[], time: number): S {
  return samples.reduce((best, sample) =>
    Math.abs(sample.time - time) < Math.abs(best.time - time) ? sample : best,
  );
}

/** The shot that holds most of an interval. */
function shotAt(shots: readonly Shot[], { start, end }: Interval): number {
  const middle = (start + end) / 2;
  const place = shots.findIndex((shot) => middle < shot.end);
  return place < 0 ? shots.length - 1 : place;
}
