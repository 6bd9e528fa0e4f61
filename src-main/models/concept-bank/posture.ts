import { certainty, type Logistic } from './logistic.ts';
import type { Keypoint, KeypointName } from '../movenet-decoder.ts';

/** How certainly a person stands, sits and holds an arm up, each 0..1. */
export interface Posture {
  readonly standing: number;
  readonly sitting: number;
  readonly armsRaised: number;
}

/** From this confidence on a keypoint's place is believed. */
const believed = 0.3;
/** Of the knee's depth below the hip as a multiple of the torso's height: thighs hang down from who stands. */
const standing: Logistic = { midpoint: 0.6, slope: 14 };
/** Of the higher wrist's height above its shoulder as a multiple of the torso's height. */
const raised: Logistic = { midpoint: 0.25, slope: 14 };

const unknown: Posture = { standing: 0, sitting: 0, armsRaised: 0 };

/** Reads a posture from keypoints in pixels; what cannot be seen is 0. */
export function postureOf(keypoints: readonly Keypoint[]): Posture {
  const point = (name: KeypointName): Keypoint | null => {
    const found = keypoints.find((candidate) => candidate.name === name);
    return found && found.confidence >= believed ? found : null;
  };
  const sides = (['left', 'right'] as const).map((side) => ({
    shoulder: point(`${side} shoulder`),
    wrist: point(`${side} wrist`),
    hip: point(`${side} hip`),
    knee: point(`${side} knee`),
  }));
  const torso = Math.max(0, ...sides.map(({ shoulder, hip }) => (shoulder && hip ? hip.y - shoulder.y : 0)));
  if (torso === 0) return unknown;
  const thighs = sides.flatMap(({ hip, knee }) => (hip && knee ? [(knee.y - hip.y) / torso] : []));
  const arms = sides.flatMap(({ shoulder, wrist }) =>
    shoulder && wrist ? [(shoulder.y - wrist.y) / torso] : [],
  );
  const upright = thighs.length > 0 ? certainty(Math.max(...thighs), standing) : null;
  return {
    standing: upright ?? 0,
    sitting: upright === null ? 0 : 1 - upright,
    armsRaised: arms.length > 0 ? certainty(Math.max(...arms), raised) : 0,
  };
}
