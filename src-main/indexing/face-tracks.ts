import type { Box } from '../domain/box.ts';
import type { Interval } from '../domain/interval.ts';
import type { Shot } from '../domain/shot.ts';
import { cosine } from '../domain/vector.ts';
import type { NewFaceTrack } from '../store/face-table.ts';
import type { FaceChain, FaceObservation } from './face-linker.ts';
import { joinPieces, meanLook } from './join-pieces.ts';

export interface TrackRules {
  readonly model: string;
  /** Seconds between two samples. */
  readonly sampleSeconds: number;
  /** Cosine from which the model takes two faces for one person's. */
  readonly threshold: number;
}

/** Two looks at one chain that are less alike than this share of the model's threshold are two faces. */
const sameFaceShare = 0.74;
/** Certainty from which a face seen in a single sample counts. */
const loneFaceConfidence = 0.75;
/** A face that comes into view this long after its shot began, away from the picture's edge, was there turned away. */
const turnedAwaySeconds = 0.8;
/** Faces nearer to the picture's edge than this share of their size may be walking in or out. */
const edgeMargin = 0.35;

/**
 * Turns chains of observations into face tracks: divided at shot boundaries and where the look changes, joined
 * where one face was lost for a while, without doubtful lone detections, one quality-weighted embedding each, and with ends that meet the shot's where they should.
 */
export function faceTracksOf(
  chains: readonly FaceChain[],
  shots: readonly Shot[],
  rules: TrackRules,
): NewFaceTrack[] {
  const piecesByShot = new Map<Shot, FaceObservation[][]>(shots.map((shot) => [shot, []]));
  for (const chain of chains) {
    for (const { shot, observations } of divideByShot(chain.observations, shots)) {
      piecesByShot.get(shot)?.push(...divideByLook(observations, rules.threshold * sameFaceShare));
    }
  }
  return shots.flatMap((shot, index) => {
    const frame = {
      ...shot,
      fadesIn: shot.transition === 'fade',
      fadesOut: shots[index + 1]?.transition === 'fade',
    };
    const lit = piecesByShot.get(shot)!.flatMap((piece) => withoutDarkness(piece, frame));
    return joinPieces(lit, rules.threshold, ({ box }) => isNearEdge(box))
      .map((piece) => trackOf(piece, frame, rules))
      .filter((track) => track !== null)
      .toSorted((a, b) => a.start - b.start || a.samples[0]!.box.x - b.samples[0]!.box.x);
  });
}

/** Of a face in a fading picture, what is seen while the picture gives at least half of its light; nothing or one piece. */
function withoutDarkness(piece: FaceObservation[], { fadesIn, fadesOut }: ShotFrame): FaceObservation[][] {
  if (!fadesIn && !fadesOut) return [piece];
  const full = Math.max(...piece.map(({ light }) => light));
  const lit = piece.filter(({ light }) => light >= full / 2);
  return lit.length > 0 ? [lit] : [];
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
  shot: ShotFrame,
  rules: TrackRules,
): NewFaceTrack | null {
  const first = observations[0];
  const last = observations.at(-1);
  const embedding = meanLook(observations);
  if (!first || !last || !embedding) return null;
  if (observations.length === 1 && first.confidence < loneFaceConfidence) return null;
  return {
    ...extentOf(first, last, shot, rules.sampleSeconds),
    quality: Math.max(...observations.map((observation) => observation.quality)),
    model: rules.model,
    embedding,
    samples: observations.map(({ time, box, confidence }) => ({ time, box, confidence })),
  };
}

/** A shot with what happens at its ends. */
interface ShotFrame extends Interval {
  readonly fadesIn: boolean;
  readonly fadesOut: boolean;
}

// Note: how far a track reaches beyond its samples
// A face is sampled every few tenths of a second, so on average it was there half a step before its first sample and
// after its last. At a shot's edge the cut itself is the better guess, unless the picture fades there. And a face that
// turns to the camera a little after the cut was on screen before: only near the picture's edge may it have walked in.
function extentOf(first: FaceObservation, last: FaceObservation, shot: ShotFrame, sampleSeconds: number) {
  const reach = (box: Box) => (isNearEdge(box) ? sampleSeconds : Math.max(sampleSeconds, turnedAwaySeconds));
  const meetsStart = !shot.fadesIn && first.time - shot.start <= reach(first.box) + 1e-3;
  const meetsEnd = !shot.fadesOut && shot.end - last.time <= reach(last.box) + sampleSeconds + 1e-3;
  return {
    start: meetsStart ? shot.start : Math.max(shot.start, first.time - sampleSeconds / 2),
    end: meetsEnd ? shot.end : Math.min(shot.end, last.time + sampleSeconds / 2),
  };
}

function isNearEdge({ x, width }: Box): boolean {
  return x < width * edgeMargin || x + width > 1 - width * edgeMargin;
}
