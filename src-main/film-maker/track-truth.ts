import type { Box } from '../domain/box.ts';
import { bodyBoxOf, faceBoxOf, poseAt } from './actor-motion.ts';
import { framesPerDrawing, frameRate } from './film-format.ts';
import type { ActorScript, CastMember, PropScript } from './film-script.ts';
import { propBoxAt, shareInside } from './film-truth.ts';
import type { TimedShot, Timeline } from './timeline.ts';
import { shotsAt } from './timeline.ts';

/**
 * Where one thing of a made film is, drawing by drawing. A body reaches from the hair to the picture's lower edge; boxes
 * are fractions of the picture, cut off at its edges.
 *
 * Conventions: a thing is listed while at least a third of its width is inside the picture, hidden or not; `visible` is
 * the share of it that is inside and that nobody and nothing stands before, reckoned from outlines.
 */
export interface TrackedThing {
  readonly name: string;
  readonly kind: 'body' | 'head' | 'prop';
  readonly boxes: readonly (Box & {
    /** Number of the drawing in the film. */
    readonly drawing: number;
    readonly time: number;
    readonly visible: number;
  })[];
}

type ThingBox = TrackedThing['boxes'][number];

/** A thing in one drawing, further back than those that follow it. */
interface Standing {
  readonly name: string;
  readonly kind: 'body' | 'prop';
  readonly box: Box;
  readonly head: Box | null;
}

const drawingSeconds = framesPerDrawing / frameRate;
const leastInside = 1 / 3;
/** Points on each side of a box at which it is asked who stands in front. */
const grid = 12;

/** Where everybody and everything is in a film without dialogue: the mouths rest. */
export function trackTruthOf(timeline: Timeline): TrackedThing[] {
  const cast = new Map(timeline.script.cast.map((member) => [member.name, member]));
  const things = new Map<string, { name: string; kind: TrackedThing['kind']; boxes: ThingBox[] }>();
  const list = (kind: TrackedThing['kind'], name: string, box: ThingBox): void => {
    const key = `${kind} ${name}`;
    const thing = things.get(key) ?? { name, kind, boxes: [] };
    thing.boxes.push(box);
    things.set(key, thing);
  };
  for (let drawing = 0; drawing < timeline.frames / framesPerDrawing; drawing++) {
    const time = drawing * drawingSeconds;
    const [first] = shotsAt(timeline, time + drawingSeconds / 2);
    if (!first) continue;
    const standing = standingIn(first.shot, time, timeline.script.seed, cast);
    standing.forEach(({ name, kind, box, head }, index) => {
      const before = standing.slice(index + 1);
      const at = { drawing, time: Number(time.toFixed(4)) };
      for (const [part, partKind] of [
        [box, kind],
        [head, 'head'],
      ] as const) {
        if (!part) continue;
        const inside = cutOff(part);
        if (inside.width < part.width * leastInside) continue;
        list(partKind, name, { ...at, ...inside, visible: visibleShare(part, before) });
      }
    });
  }
  return [...things.values()];
}

/** Everybody and everything in a shot, from the back to the front, as the stage draws them. */
function standingIn(
  shot: TimedShot,
  time: number,
  seed: number,
  cast: ReadonlyMap<string, CastMember>,
): Standing[] {
  const { script } = shot;
  const share = Math.min(1, Math.max(0, (time - shot.start) / (shot.end - shot.start)));
  const propsOf = (name: PropScript['name']): Standing[] =>
    script.props
      .filter((prop) => prop.name === name)
      .map((prop) => ({ name, kind: 'prop', box: propBoxAt(prop, share), head: null }));
  const actorOf = (actor: ActorScript): Standing => {
    const pose = poseAt(actor, time - shot.start, seed + shot.index, null);
    const { look } = cast.get(actor.name)!;
    return { name: actor.name, kind: 'body', box: bodyBoxOf(pose, look), head: faceBoxOf(pose, look) };
  };
  const people = script.people.toSorted((a, b) => a.size - b.size).map(actorOf);
  return [...propsOf('car'), ...people, ...propsOf('dog'), ...propsOf('cup')];
}

function cutOff(box: Box): Box {
  const x = Math.max(0, box.x);
  const y = Math.max(0, box.y);
  return { x, y, width: Math.min(1, box.x + box.width) - x, height: Math.min(1, box.y + box.height) - y };
}

function visibleShare(box: Box, before: readonly Standing[]): number {
  if (shareInside(box) === 0) return 0;
  let seen = 0;
  for (let row = 0; row < grid; row++) {
    for (let column = 0; column < grid; column++) {
      const x = box.x + (box.width * (column + 0.5)) / grid;
      const y = box.y + (box.height * (row + 0.5)) / grid;
      const isInside = x >= 0 && x < 1 && y >= 0 && y < 1;
      if (isInside && !before.some((other) => covers(other, x, y))) seen++;
    }
  }
  return Number((seen / grid ** 2).toFixed(3));
}

/** Whether a point lies behind a thing: a body is narrow down to the chin; a prop fills its box. */
function covers({ box, head }: Standing, x: number, y: number): boolean {
  if (x < box.x || x >= box.x + box.width || y < box.y || y >= box.y + box.height) return false;
  if (!head || y >= head.y + head.height) return true;
  return x >= head.x && x < head.x + head.width;
}
