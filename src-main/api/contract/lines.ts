import { z } from 'zod';
import { id, interval, seconds } from './parts.ts';

/** Who says a line; a confidence of 1 is the word of the user or of a subtitle file. */
export const lineSpeaker = z.object({
  name: z.string().min(1).max(200, 'A name can be 200 characters long at most.'),
  confidence: z.number().min(0).max(1),
});

/** What is said, or heard, without labels and brackets. */
export const subtitleLine = z.object({
  start: seconds,
  end: seconds,
  text: z.string().max(2000, 'A line can be 2000 characters long at most.'),
  kind: z.enum(['speech', 'sound']),
  speakers: z.array(lineSpeaker),
});

export const cue = subtitleLine.extend({ id, source: z.string() });
export type Cue = z.output<typeof cue>;

/** A file or track that cues come from; `source` as in the cues. */
export const cueSource = z.object({
  source: z.string(),
  /** BCP 47; null when it is not said. */
  language: z.string().nullable(),
  /** Only what is not in the film's own language. */
  forced: z.boolean(),
  /** For the deaf and hard of hearing. */
  sdh: z.boolean(),
});

/** One stretch of speech. */
export const utterance = interval.extend({
  /** The cue whose words it has; null where no subtitles were given. */
  cueId: id.nullable(),
  text: z.string().nullable(),
  /** Nobody where it is not known; two where both are heard. */
  speakers: z.array(
    z.object({
      person: z.string().nullable(),
      /** A voice that nobody has named, and its number: "Speaker 3". */
      voice: id.nullable(),
      number: z.number().int().nullable(),
      confidence: z.number().min(0).max(1),
      /** What tells it: the user, a mouth that moves with the sound, or the voice. */
      evidence: z.enum(['user', 'mouth', 'voice']),
    }),
  ),
});
export type Utterance = z.output<typeof utterance>;

/** `sdh`: only where the picture does not show who speaks. */
export const labelChoice = z.enum(['always', 'sdh', 'never']);
