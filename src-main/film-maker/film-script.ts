import { z } from 'zod';
import { expressions } from './drawing/face-state.ts';
import { placeNames } from './drawing/place.ts';
import { propNames } from './drawing/prop-drawing.ts';
import { marksSchema } from './drawing/prop-marks.ts';
import { lookSchema } from './look.ts';

export const voiceNames = ['amber', 'basil', 'coral', 'drake', 'ember', 'flint', 'gale', 'hazel'] as const;
export type VoiceName = (typeof voiceNames)[number];

const seconds = z.number().min(0).max(600);

const walkSchema = z.object({
  side: z.enum(['left', 'right']),
  /** Seconds after the shot's start at which the walk begins, and how long it takes. */
  at: seconds,
  over: z.number().min(0.4).max(6).default(1.6),
});

const actorSchema = z.object({
  name: z.string().min(1),
  /** Centre of the face over the picture's width, and of the eyes' line over its height. */
  x: z.number().min(0).max(1),
  y: z.number().min(0.1).max(0.9).default(0.42),
  /** Hairline to chin over the picture's height: 0.2 is a wide medium shot, 0.55 a close-up. */
  size: z.number().min(0.15).max(0.7),
  expression: z.enum(expressions).default('neutral'),
  /** Where they face: left of the picture, the camera, right. */
  facing: z.enum(['left', 'camera', 'right']).default('camera'),
  enters: walkSchema.optional(),
  leaves: walkSchema.optional(),
  /**
   * Where they walk in the shot: the face's centre over the picture's width at seconds into it, in order of time, instead
   * of standing at `x`. Before the first place and after the last one they stand.
   */
  path: z
    .array(z.object({ at: seconds, x: z.number().min(-1).max(2) }))
    .min(1)
    .max(100)
    .optional(),
});

const propSchema = z.object({
  name: z.enum(propNames),
  /** Centre over the picture's width; where it stands over the picture's height; its width over the picture's. */
  x: z.number().min(-1).max(2),
  y: z.number().min(0).max(1.2),
  size: z.number().min(0.03).max(0.9),
  /** Where it has moved at the shot's end. */
  toX: z.number().min(-1).max(2).optional(),
  /** Which of its kind it is, with its name for the truth; the usual one when left out. */
  individual: z.object({ name: z.string().min(1).max(40), marks: marksSchema }).optional(),
});

const lineSchema = z.object({
  /** A member of the cast; when they are not in the picture, they are heard from off screen. */
  speaker: z.string().min(1),
  text: z.string().min(1).max(300),
  /**
   * Silence before the line, counted from the shot's start or from the end of the line before. Below 0 another speaker's
   * line begins so much before the line before has ended.
   */
  pause: z.number().min(-2).max(600).default(0.35),
});

const shotSchema = z.object({
  place: z.enum(placeNames),
  framing: z.enum(['wide', 'medium', 'close']).default('medium'),
  /** Which part of the place is seen, 0 its left end .. 1 its right end. */
  view: z.number().min(0).max(1).default(0.5),
  /** Travel of the view while the shot runs, in picture widths; positive to the right. */
  pan: z.number().min(-0.3).max(0.3).default(0),
  /** The shot's least duration; it grows until its last line has ended. */
  duration: z.number().min(0.4).max(120),
  /** How the shot begins; the first shot of a film always begins by itself. */
  transition: z.enum(['cut', 'dissolve', 'fade']).default('cut'),
  /** Seconds that a dissolve or a fade takes in all; as long as usual when left out. */
  transitionSeconds: z.number().min(0.2).max(4).optional(),
  /** What a fade sinks into and rises from; black when left out. */
  fadeThrough: z.enum(['black', 'white']).optional(),
  people: z.array(actorSchema).max(4).default([]),
  props: z.array(propSchema).max(6).default([]),
  lines: z.array(lineSchema).max(20).default([]),
});

/** A film as data. Everything that is not written here follows from the script by rules, so that a script is a film. */
export const filmScriptSchema = z.object({
  title: z.string().min(1).max(80),
  /** Decides blinks, small movements of heads and the sound of the places. */
  seed: z.number().int().min(0),
  cast: z
    .array(z.object({ name: z.string().min(1).max(40), voice: z.enum(voiceNames), look: lookSchema }))
    .max(8),
  shots: z.array(shotSchema).min(1).max(400),
  /** Whether the subtitles lie beside the film, where a library finds them, or apart from it. */
  subtitlesBeside: z.boolean().default(true),
});

export type FilmScript = z.infer<typeof filmScriptSchema>;
/** A script as people write it: what has a default may be left out. */
export type FilmScriptText = z.input<typeof filmScriptSchema>;
export type ShotScript = FilmScript['shots'][number];
export type ActorScript = ShotScript['people'][number];
export type PropScript = ShotScript['props'][number];
export type CastMember = FilmScript['cast'][number];

/** Checks a script's form and that everybody in it belongs to the cast. Throws a plain Error: scripts come with the product. */
export function parseScript(text: unknown): FilmScript {
  const script = filmScriptSchema.parse(text);
  const names = new Set(script.cast.map((member) => member.name));
  if (names.size < script.cast.length)
    throw new Error(`Two members of the cast of “${script.title}” share a name.`);
  for (const shot of script.shots) {
    for (const name of [
      ...shot.people.map((actor) => actor.name),
      ...shot.lines.map((line) => line.speaker),
    ]) {
      if (!names.has(name)) throw new Error(`${name} is not in the cast of “${script.title}”.`);
    }
    shot.lines.forEach(({ speaker, text, pause }, index) => {
      if (pause < 0 && (index === 0 || shot.lines[index - 1]!.speaker === speaker))
        throw new Error(`“${text}” of “${script.title}” interrupts nobody.`);
    });
  }
  return script;
}
