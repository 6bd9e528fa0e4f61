import { z } from 'zod';
import { utterance } from './lines.ts';
import { id, interval, name, none, seconds } from './parts.ts';
import { person } from './people.ts';

/** A voice of the library. */
export const voice = z.object({
  id,
  /** Of "Speaker 3". */
  number: z.number().int().positive(),
  /** Whose it is; null for nobody's yet. */
  person: z.string().nullable(),
  films: z.number().int(),
  lines: z.number().int(),
  /** What it says over the whole library. */
  seconds,
});
export type Voice = z.output<typeof voice>;

/** A film in which a voice is heard. */
export const heardFilm = z.object({
  videoId: id,
  title: z.string(),
  lines: z.number().int(),
  /** What the voice says in it. */
  seconds,
  /** The line that lets it be heard best. */
  sample: interval.extend({ text: z.string().nullable() }),
});
export type HeardFilm = z.output<typeof heardFilm>;

export const voiceAction = z.enum(['name', 'merge', 'tell', 'refuse']);

export const voicesMethods = {
  'voices.list': {
    about: 'The voices that are heard, and whether they are recognised across films.',
    input: none,
    output: z.object({ acrossFilms: z.boolean(), voices: z.array(voice) }),
  },
  'voices.name': {
    about: 'Says whose a voice is ("Speaker 3" or its number): somebody of that name, or else a new person.',
    input: z.object({ voice: name, name }),
    output: z.object({ person }),
  },
  'voices.merge': {
    about: 'Says that two voices are one; where one of them is somebody’s, the other is too.',
    input: z.object({ voices: z.tuple([name, name]) }),
    output: z.object({ merged: z.literal(true) }),
  },
  'voices.heard': {
    about: 'The films in which a voice, or somebody, is heard, those in which most first; 100 at most.',
    input: z.object({ voice: name }),
    output: z.object({ films: z.array(heardFilm) }),
  },
  'voices.undo': {
    about: 'Takes back the latest name, merger or answer about a line’s speaker; null when there is none.',
    input: none,
    output: z.object({ undone: voiceAction.nullable() }),
  },
  'voices.forget': {
    about: 'Forgets what a voice sounds like ("Speaker 3", or somebody’s name).',
    input: z.object({ voice: name }),
    output: z.object({ forgotten: z.number().int() }),
  },
  'voices.setAcrossFilms': {
    about: 'Whether a voice that is known from one film is recognised in others; off until it is wanted.',
    input: z.object({ acrossFilms: z.boolean() }),
    output: z.object({ acrossFilms: z.boolean() }),
  },
  'dialogue.list': {
    about: 'Who says what in a film, in time order.',
    input: z.object({ id }),
    output: z.object({ utterances: z.array(utterance) }),
  },
  'dialogue.tellSpeaker': {
    about: 'Says who speaks a line; what is heard in it helps with all others.',
    input: interval.extend({ id, name }),
    output: z.object({ person }),
  },
  'dialogue.refuseSpeaker': {
    about: 'Says that somebody does not speak a line.',
    input: interval.extend({ id, name }),
    output: z.object({ refused: z.literal(true) }),
  },
};
