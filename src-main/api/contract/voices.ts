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

export const voicesMethods = {
  /** The voices that are heard, and whether they are recognised across films. */
  'voices.list': {
    input: none,
    output: z.object({ acrossFilms: z.boolean(), voices: z.array(voice) }),
  },
  /** Says whose a voice is ("Speaker 3" or its number): somebody of that name, or else a new person. */
  'voices.name': { input: z.object({ voice: name, name }), output: z.object({ person }) },
  /** Forgets what a voice sounds like ("Speaker 3", or somebody's name). */
  'voices.forget': { input: z.object({ voice: name }), output: z.object({ forgotten: z.number().int() }) },
  /** Whether a voice that is known from one film is recognised in others; off until it is wanted. */
  'voices.setAcrossFilms': {
    input: z.object({ acrossFilms: z.boolean() }),
    output: z.object({ acrossFilms: z.boolean() }),
  },
  /** Who says what in a film, in time order. */
  'dialogue.list': { input: z.object({ id }), output: z.object({ utterances: z.array(utterance) }) },
  /** Says who speaks a line; what is heard in it helps with all others. */
  'dialogue.tellSpeaker': {
    input: interval.extend({ id, name }),
    output: z.object({ person }),
  },
};
