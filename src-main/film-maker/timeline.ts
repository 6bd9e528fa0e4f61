import type { ActorScript, FilmScript, ShotScript } from './film-script.ts';
import { frameRate, framesPerDrawing } from './film-format.ts';

/** A line at its place in the film, in seconds from the film's start. */
export interface SpokenLine {
  readonly speaker: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly shot: number;
}

export interface TimedShot {
  readonly index: number;
  readonly script: ShotScript;
  readonly start: number;
  readonly end: number;
  readonly transition: 'start' | 'cut' | 'dissolve' | 'fade';
  /** Seconds the transition at the shot's start takes in all, half of them before `start`; 0 for cuts. */
  readonly transitionSeconds: number;
}

export interface Timeline {
  readonly script: FilmScript;
  readonly shots: readonly TimedShot[];
  readonly lines: readonly SpokenLine[];
  readonly duration: number;
  readonly frames: number;
}

/** Silence that is kept between a shot's last line and its end. */
const restAfterLine = 0.4;
export const transitionSeconds = { dissolve: 0.8, fade: 1.2 } as const;
const drawingSeconds = framesPerDrawing / frameRate;

function toDrawings(seconds: number): number {
  return Math.ceil(seconds / drawingSeconds - 1e-6) * drawingSeconds;
}

/**
 * Puts a script's shots and lines on the clock. `durationOf` tells how long a line lasts in its speaker's voice.
 * Shots lie end to end and last whole drawings; lines of one shot follow one another and end before the shot does.
 */
export function layTimeline(
  script: FilmScript,
  durationOf: (speaker: string, text: string) => number,
): Timeline {
  const shots: TimedShot[] = [];
  const lines: SpokenLine[] = [];
  let start = 0;
  script.shots.forEach((shot, index) => {
    const transition = index === 0 ? 'start' : shot.transition;
    const around = index === 0 ? 0 : secondsOfTransition(shot);
    // Note: nobody speaks while pictures mix, so that it is always clear in whose shot a line belongs.
    let at = start + around / 2;
    for (const line of shot.lines) {
      const begin = Math.max(lines.at(-1)?.start ?? 0, at + line.pause);
      const end = begin + durationOf(line.speaker, line.text);
      at = Math.max(at, end);
      lines.push({ speaker: line.speaker, text: line.text, start: begin, end, shot: index });
    }
    const next = script.shots[index + 1];
    const tail = next ? secondsOfTransition(next) / 2 : 0;
    const spoken = shot.lines.length > 0 ? at - start + restAfterLine + tail : 0;
    const end = start + toDrawings(Math.max(shot.duration, spoken, around / 2 + tail));
    shots.push({ index, script: shot, start, end, transition, transitionSeconds: around });
    start = end;
  });
  return { script, shots, lines, duration: start, frames: Math.round(start * frameRate) };
}

function secondsOfTransition({ transition, transitionSeconds: wanted }: ShotScript): number {
  return transition === 'cut' ? 0 : (wanted ?? transitionSeconds[transition]);
}

/** One shot's part in a picture. */
export interface ShotPart {
  readonly shot: TimedShot;
  /** Share of the light, 0..1. */
  readonly weight: number;
  /** What a fade lays over the rest of the picture; black when left out. */
  readonly fadeThrough?: 'black' | 'white' | undefined;
}

/** The shots that make up the picture at `time`: one, or two in a dissolve. */
export function shotsAt(timeline: Timeline, time: number): ShotPart[] {
  const found = timeline.shots.findIndex((shot) => time < shot.end - 1e-6);
  const index = found < 0 ? timeline.shots.length - 1 : found;
  const shot = timeline.shots[index];
  if (!shot) return [];
  const next = timeline.shots[index + 1];
  const before = timeline.shots[index - 1];
  if (next && next.transitionSeconds > 0 && time > next.start - next.transitionSeconds / 2) {
    const far = (next.start - time) / next.transitionSeconds;
    if (next.transition === 'fade') return [{ shot, weight: 2 * far, fadeThrough: next.script.fadeThrough }];
    return [
      { shot, weight: 0.5 + far },
      { shot: next, weight: 0.5 - far },
    ];
  }
  if (before && shot.transitionSeconds > 0 && time < shot.start + shot.transitionSeconds / 2) {
    const far = (time - shot.start) / shot.transitionSeconds;
    if (shot.transition === 'fade') return [{ shot, weight: 2 * far, fadeThrough: shot.script.fadeThrough }];
    return [
      { shot, weight: 0.5 + far },
      { shot: before, weight: 0.5 - far },
    ];
  }
  return [{ shot, weight: 1 }];
}

/** Walking in or out: how far beside their place an actor is, in picture widths (0 when standing). */
export function walkOffset(actor: ActorScript, secondsIntoShot: number): number {
  if (actor.path) return placeOnPath(actor.path, secondsIntoShot) - actor.x;
  const outside = (side: 'left' | 'right'): number => {
    const beyond = actor.size * 0.75;
    return side === 'left' ? -(actor.x + beyond) : 1 - actor.x + beyond;
  };
  if (actor.enters) {
    const share = (secondsIntoShot - actor.enters.at) / actor.enters.over;
    if (share < 1) return outside(actor.enters.side) * (1 - ease(Math.max(0, share)));
  }
  if (actor.leaves) {
    const share = (secondsIntoShot - actor.leaves.at) / actor.leaves.over;
    if (share > 0) return outside(actor.leaves.side) * ease(Math.min(1, share));
  }
  return 0;
}

function ease(share: number): number {
  return share * share * (3 - 2 * share);
}

function placeOnPath(path: NonNullable<ActorScript['path']>, seconds: number): number {
  const after = path.findIndex(({ at }) => at > seconds);
  const next = path[after];
  const last = path[after < 0 ? path.length - 1 : after - 1];
  if (!next || !last) return (next ?? last)!.x;
  return last.x + (next.x - last.x) * ease((seconds - last.at) / (next.at - last.at));
}
