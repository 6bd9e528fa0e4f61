import type { Box } from '../domain/box.ts';
import type { Interval } from '../domain/interval.ts';
import { mergeIntervals } from '../domain/interval.ts';
import { faceBoxOf, poseAt } from './actor-motion.ts';
import { props } from './drawing/prop-drawing.ts';
import { filmHeight, filmWidth, frameRate, framesPerDrawing } from './film-format.ts';
import type { PropScript } from './film-script.ts';
import type { MouthShape } from './drawing/face-state.ts';
import type { Timeline } from './timeline.ts';
import { shotsAt } from './timeline.ts';

/**
 * What a made film shows and says, to the drawing (0.08 s). Times are seconds from the film's start, boxes are fractions
 * of the picture.
 *
 * Conventions:
 * - A shot's boundary at a dissolve or a fade is the transition's middle; `transitionSeconds` tells how long the
 *   transition takes in all, half of it on either side of the shot's `start`. Nobody speaks inside it.
 * - A person is *visible* while at least 70 % of the face's box (hairline to chin, cheek to cheek) is inside the picture
 *   and their shot gives at least half of the picture's light: in a dissolve up to its middle or from it on, in a fade
 *   until the picture is half dark.
 * - A face is listed for every drawing in which its person is visible; its box may reach over the picture's edge.
 * - A line is `onScreen` when its speaker is visible for at least half of it.
 * - An object is listed while at least half of it is inside the picture; one that moves is listed in short pieces,
 *   each with the box at its middle.
 */
export interface FilmTruth {
  readonly title: string;
  readonly duration: number;
  readonly frameRate: number;
  readonly width: number;
  readonly height: number;
  readonly shots: readonly (Interval & {
    readonly transition: 'start' | 'cut' | 'dissolve' | 'fade';
    readonly transitionSeconds: number;
  })[];
  readonly people: readonly {
    readonly name: string;
    readonly voice: string;
    readonly visible: readonly Interval[];
    readonly faces: readonly (Box & { readonly time: number })[];
  }[];
  readonly speech: readonly (Interval & {
    readonly name: string;
    readonly text: string;
    readonly onScreen: boolean;
  })[];
  readonly objects: readonly (Interval & {
    readonly name: string;
    /** Which of its kind it is; left out for the usual one. */
    readonly individual?: string;
    readonly box: Box;
  })[];
  readonly places: readonly (Interval & { readonly name: string })[];
}

/** The least share of a face's box that must be inside the picture for its owner to count as visible. */
export const visibleShare = 0.7;
const visibleLight = 0.5;
const drawingSeconds = framesPerDrawing / frameRate;
const pieceSeconds = 0.4;

/** The share of a box that lies inside the picture, 0..1. */
export function shareInside(box: Box): number {
  const width = Math.min(1, box.x + box.width) - Math.max(0, box.x);
  const height = Math.min(1, box.y + box.height) - Math.max(0, box.y);
  return width > 0 && height > 0 ? (width * height) / (box.width * box.height) : 0;
}

/** Where a prop is `share` (0..1) through its shot. */
export function propBoxAt(prop: PropScript, share: number): Box {
  const drawing = props[prop.name];
  const height = (prop.size * filmWidth * drawing.height) / drawing.width / filmHeight;
  const x = prop.x + ((prop.toX ?? prop.x) - prop.x) * share;
  return { x: x - prop.size / 2, y: prop.y - height, width: prop.size, height };
}

function round(box: Box): Box {
  const cut = (value: number): number => Math.round(value * 1e4) / 1e4;
  return { x: cut(box.x), y: cut(box.y), width: cut(box.width), height: cut(box.height) };
}

function tidy({ start, end }: Interval): Interval {
  return { start: Number(start.toFixed(4)), end: Number(end.toFixed(4)) };
}

function objectsOf(timeline: Timeline): FilmTruth['objects'] {
  return timeline.shots.flatMap((shot) =>
    shot.script.props.flatMap((prop) => {
      const length = shot.end - shot.start;
      const moving = prop.toX !== undefined && prop.toX !== prop.x;
      const pieces = moving ? Math.ceil(length / pieceSeconds) : 1;
      return Array.from({ length: pieces }, (_, i) => ({
        name: prop.name,
        ...(prop.individual ? { individual: prop.individual.name } : {}),
        ...tidy({ start: shot.start + (length * i) / pieces, end: shot.start + (length * (i + 1)) / pieces }),
        box: round(propBoxAt(prop, (i + 0.5) / pieces)),
      })).filter((piece) => shareInside(piece.box) >= 0.5);
    }),
  );
}

/** Derives the truth from the same rules that draw the film. `mouthAt` is a speaker's mouth in a drawing, null if silent. */
export function truthOf(
  timeline: Timeline,
  mouthAt: (speaker: string, drawing: number) => MouthShape | null,
): FilmTruth {
  const { script } = timeline;
  const drawings = timeline.frames / framesPerDrawing;
  const people = script.cast.map((member) => {
    const faces: (Box & { time: number })[] = [];
    const seen: Interval[] = [];
    for (let drawing = 0; drawing < drawings; drawing++) {
      const time = drawing * drawingSeconds;
      const middle = time + drawingSeconds / 2;
      for (const { shot, weight } of shotsAt(timeline, middle)) {
        const actor = shot.script.people.find((each) => each.name === member.name);
        if (!actor || weight < visibleLight) continue;
        const mouth = mouthAt(member.name, drawing);
        const box = faceBoxOf(poseAt(actor, time - shot.start, script.seed + shot.index, mouth), member.look);
        if (shareInside(box) < visibleShare) continue;
        faces.push({ time: Number(time.toFixed(4)), ...round(box) });
        seen.push({ start: time, end: time + drawingSeconds });
      }
    }
    return { name: member.name, voice: member.voice, visible: mergeIntervals(seen, 1e-6).map(tidy), faces };
  });
  const visibleDuring = (name: string, line: Interval): number =>
    (people.find((person) => person.name === name)?.visible ?? []).reduce(
      (sum, { start, end }) => sum + Math.max(0, Math.min(end, line.end) - Math.max(start, line.start)),
      0,
    );
  const places: (Interval & { name: string })[] = [];
  for (const shot of timeline.shots) {
    const last = places.at(-1);
    if (last?.name === shot.script.place) places[places.length - 1] = { ...last, end: tidy(shot).end };
    else places.push({ name: shot.script.place, ...tidy(shot) });
  }
  return {
    title: script.title,
    duration: tidy({ start: 0, end: timeline.duration }).end,
    frameRate,
    width: filmWidth,
    height: filmHeight,
    shots: timeline.shots.map((shot) => ({
      ...tidy(shot),
      transition: shot.transition,
      transitionSeconds: shot.transitionSeconds,
    })),
    people,
    speech: timeline.lines.map((line) => ({
      name: line.speaker,
      ...tidy(line),
      text: line.text,
      onScreen: visibleDuring(line.speaker, line) >= (line.end - line.start) / 2,
    })),
    objects: objectsOf(timeline),
    places,
  };
}
