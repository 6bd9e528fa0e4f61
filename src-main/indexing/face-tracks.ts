import type { Box } from '../domain/box.ts';
import type { Shot } from '../domain/shot.ts';
import { cosine, weightedMean } from '../domain/vector.ts';
import type { NewFaceTrack } from '../store/face-table.ts';
import type { FaceChain, FaceObservation } from './face-linker.ts';

export interface TrackRules {
  readonly model: string;
  /** Seconds between two samples. */
  readonly sampleSeconds: number;
  /** Two looks at one chain that differ more than this (cosine) are two faces. */
  readonly sameFaceCosine: number;
}

/** Certainty from which a face seen in a single sample counts. */
const loneFaceConfidence = 0.75;
/** A face that comes into view this long after its shot began, away from the picture's edge, was there turned away. */
const turnedAwaySeconds = 0.8;
/** Faces nearer to the picture's edge than this share of their size may be walking in or out. */
const edgeMargin = 0.35;

/**
 * Turns chains of observations into face tracks: divided at shot boundaries and where the look changes, without
 * doubtful lone detections, one quality-weighted embedding each, and with ends that meet the shot's where they should.
 */
export function faceTracksOf(
  chains: readonly FaceChain[],
  shots: readonly Shot[],
  rules: TrackRules,
): NewFaceTrack[] {
  const tracks: NewFaceTrack[] = [];
  for (const chain of chains) {
    for (const { shot, observations } of divideByShot(chain.observations, shots)) {
      for (const piece of divideByLook(observations, rules.sameFaceCosine)) {
        const track = trackOf(piece, shot, rules);
        if (track) tracks.push(track);
      }
    }
  }
  return tracks.toSorted((a, b) => a.start - b.start || a.samples[0]!.box.x - b.samples[0]!.box.x);
}

function divideByShot(observations: readonly FaceObservation[], shots: readonly Shot[]) {
  const pieces: { shot: Shot; observations: FaceObservation[] }[] = [];
  let shotIndex = 0;
  for (const observation of observations) {
    while (shotIndex < shots.length - 1 && observation.time >= shots[shotIndex]!.end - 1e-3) shotIndex++;
    const shot = shots[shotIndex];
    if (!shot) break;
    const last = pieces.at(-1);
    if (last?.shot === shot) last.observations.push(observation);
    else pieces.push({ shot, observations: [observation] });
  }
  return pieces;
}

/** Cuts where two consecutive embeddings are too unlike; observations without one stay with the nearer side. */
function divideByLook(observations: readonly FaceObservation[], sameFaceCosine: number): FaceObservation[][] {
  const pieces: FaceObservation[][] = [[]];
  let lastLook: Float32Array | null = null;
  for (const observation of observations) {
    if (observation.embedding) {
      if (lastLook && cosine(lastLook, observation.embedding) < sameFaceCosine) pieces.push([]);
      lastLook = observation.embedding;
    }
    pieces.at(-1)!.push(observation);
  }
  return pieces;
}

function trackOf(
  observations: readonly FaceObservation[],
  shot: Shot,
  rules: TrackRules,
): NewFaceTrack | null {
  const first = observations[0];
  const last = observations.at(-1);
  const looks = observations.filter((observation) => observation.embedding !== null);
  if (!first || !last || looks.length === 0) return null;
  if (observations.length === 1 && first.confidence < loneFaceConfidence) return null;

  const embedding = weightedMean(
    looks.map((look) => look.embedding!),
    looks.map((look) => look.quality),
  );
  return {
    ...extentOf(first, last, shot, rules.sampleSeconds),
    quality: Math.max(...looks.map((look) => look.quality)),
    model: rules.model,
    embedding,
    samples: observations.map(({ time, box, confidence }) => ({ time, box, confidence })),
  };
}

// Note: how far a track reaches beyond its samples
// A face is sampled every few tenths of a second, so on average it was there half a step before its first sample and
// after its last. At a shot's edge the cut itself is the better guess. And a face that turns to the camera a little
// after the cut was on screen before: only near the picture's edge may it have walked in.
function extentOf(first: FaceObservation, last: FaceObservation, shot: Shot, sampleSeconds: number) {
  const reach = (box: Box) => (isNearEdge(box) ? sampleSeconds : Math.max(sampleSeconds, turnedAwaySeconds));
  const start =
    first.time - shot.start <= reach(first.box) + 1e-3
      ? shot.start
      : Math.max(shot.start, first.time - sampleSeconds / 2);
  const end =
    shot.end - last.time <= reach(last.box) + sampleSeconds + 1e-3
      ? shot.end
      : Math.min(shot.end, last.time + sampleSeconds / 2);
  return { start, end };
}

function isNearEdge({ x, width }: Box): boolean {
  return x < width * edgeMargin || x + width > 1 - width * edgeMargin;
}
