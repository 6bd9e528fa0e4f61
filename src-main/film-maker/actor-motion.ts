import type { Box } from '../domain/box.ts';
import type { Expression, FaceState, MouthShape } from './drawing/face-state.ts';
import { eyeLine, faceBottom, faceHeight, faceTop, halfWidthOf, skullTop } from './drawing/face-geometry.ts';
import { filmHeight, filmWidth } from './film-format.ts';
import type { ActorScript } from './film-script.ts';
import { halfWidthAt } from './drawing/body-drawing.ts';
import type { Look } from './look.ts';
import { seedOf } from '../domain/random.ts';
import { walkOffset } from './timeline.ts';

/** Where and how an actor stands in one drawing. Positions are pixels of the film's picture. */
export interface ActorPose {
  /** Origin of the head's own units. */
  readonly x: number;
  readonly y: number;
  /** Pixels per unit of the head's own units. */
  readonly scale: number;
  /** Pixels by which the head is above or below the place where the body expects it. */
  readonly headShift: number;
  readonly face: FaceState;
}

/** Whoever moves less than `leastStep` picture widths in so many seconds stands. */
const stepSeconds = 0.08;
const leastStep = 0.002;

/** Smooth noise of about one bend a second, -1..1, the same for the same seed. */
function drift(seed: number, time: number): number {
  const phase = (seed % 1000) / 159;
  return 0.6 * Math.sin(time * 1.3 + phase) + 0.4 * Math.sin(time * 2.9 + phase * 2.7);
}

/** Eyes shut for a moment every 2.4 to 4.4 s. */
function lidsAt(seed: number, time: number): 1 | 0.5 | 0 {
  const period = 2.4 + (seed % 21) / 10;
  const since = (time + (seed % 97) / 30) % period;
  if (since < 0.08) return 0.5;
  if (since < 0.2) return 0;
  return since < 0.28 ? 0.5 : 1;
}

/**
 * The pose of an actor `secondsIntoShot` after their shot's start. `speaking` is the mouth's shape while they speak and
 * null while they are silent: only then does it rest. `seed` belongs to the film and the shot.
 */
export function poseAt(
  actor: ActorScript,
  secondsIntoShot: number,
  seed: number,
  speaking: MouthShape | null,
): ActorPose {
  const own = (seedOf(actor.name) ^ Math.imul(seed, 2654435761)) >>> 0;
  const t = secondsIntoShot;
  const scale = (actor.size * filmHeight) / faceHeight;
  const aside = walkOffset(actor, t);
  const step = actor.path ? walkOffset(actor, t + stepSeconds) - aside : 0;
  const walking = actor.path ? Math.abs(step) > leastStep : aside !== 0;
  const bob = walking ? Math.abs(Math.sin(t * 6.5)) * -3.2 * scale : 0;
  const lively = speaking ? 1 : 0.45;
  const sway = drift(own, t) * lively;
  const nod = drift(own >>> 3, t * 1.4) * lively;
  const facing = actor.facing === 'left' ? -1 : actor.facing === 'right' ? 1 : 0;
  const direction = walking ? (actor.path ? Math.sign(step) : walkDirection(actor, t)) : 0;
  const turn = clampTurn(Math.round(facing + direction + sway * 0.9));
  const expression: Expression = actor.expression;
  return {
    x: Math.round((actor.x + aside) * filmWidth + sway * 1.6 * scale),
    y: Math.round(actor.y * filmHeight - eyeLine * scale + bob),
    scale,
    headShift: Math.round(nod * 1.5 * scale),
    face: {
      expression,
      mouth: speaking ?? 'rest',
      lids: lidsAt(own, t),
      gaze: facing === 0 ? 0 : facing,
      turn,
      tilt: clampTurn(Math.round(drift(own >>> 5, t * 0.7) * 1.5 * (speaking ? 1 : 0.8))),
    },
  };
}

function clampTurn(value: number): FaceState['turn'] {
  return Math.max(-2, Math.min(2, value)) as FaceState['turn'];
}

/** -1 when the actor walks towards the left of the picture, 1 towards the right. */
function walkDirection(actor: ActorScript, t: number): -1 | 1 {
  const entering = actor.enters && t < actor.enters.at + actor.enters.over;
  const side = entering ? actor.enters?.side : actor.leaves?.side;
  return (side === 'left') === Boolean(entering) ? 1 : -1;
}

/** The face (hairline to chin, cheek to cheek, ears left out) in fractions of the picture; may lie outside it. */
export function faceBoxOf(pose: ActorPose, look: Look): Box {
  const half = halfWidthOf(look) * pose.scale;
  return {
    x: (pose.x - half) / filmWidth,
    y: (pose.y + pose.headShift + faceTop * pose.scale) / filmHeight,
    width: (2 * half) / filmWidth,
    height: ((faceBottom - faceTop) * pose.scale) / filmHeight,
  };
}

/** How far hair rises above the skull, in the head's units. */
const hairHeight = 8;

/**
 * Head, shoulders and chest down to the picture's lower edge in fractions of the picture; may reach over its sides.
 */
export function bodyBoxOf(pose: ActorPose, look: Look): Box {
  const below = (filmHeight - pose.y) / pose.scale;
  const half = halfWidthAt(look, below) * pose.scale;
  const top = pose.y + pose.headShift + (skullTop - hairHeight) * pose.scale;
  return {
    x: (pose.x - half) / filmWidth,
    y: top / filmHeight,
    width: (2 * half) / filmWidth,
    height: (filmHeight - top) / filmHeight,
  };
}
