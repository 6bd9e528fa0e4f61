import { z } from 'zod';
import { askTasks } from '../../ask/question.ts';
import { citedEvidence, sentence } from './conversation.ts';
import { id, path, seconds } from './parts.ts';
import { moment } from './search.ts';

/** Frames and lines that an answer was sought in, each with how much it has to do with the question, 0..1. */
const selection = z.object({
  videoId: id,
  frames: z.array(z.object({ time: seconds, relevance: z.number() })),
  lines: z.array(z.object({ start: seconds, end: seconds, text: z.string(), relevance: z.number() })),
});

const asked = z.object({
  question: z
    .string()
    .trim()
    .min(1, 'Ask something.')
    .max(50_000, 'A question can be 50 000 characters long at most.'),
  /** The films that it is about; all when left out. */
  paths: z.array(path).min(1).max(1000).optional(),
});

export const askMethods = {
  'ask.question': {
    about:
      'Answers a question about some films, or about all, from frames and lines that it cites with their times.',
    input: asked,
    output: z.object({
      answer: z.string(),
      task: z.enum(askTasks),
      sentences: z.array(sentence),
      evidence: z.array(citedEvidence),
      /** All instances of what is sought, by film and time. */
      moments: z.array(moment),
      /** Of the first film that answers, or else of the first that was asked about; null where all were. */
      selection: selection.nullable(),
      /** Whether a language model found the words of the answer. */
      wordedByModel: z.boolean(),
      /** Why it did not; no claim about films. */
      notes: z.array(z.string()),
    }),
  },
  'ask.pictures': {
    about:
      'Has the model that takes pictures answer a question from the frames and lines that were selected for it, which are sent to it. ' +
      'It is a second answer, beside that of ask.question.',
    input: asked,
    output: z.object({
      /** Those that cite frames and lines which were sent; may be none. */
      sentences: z.array(sentence),
      evidence: z.array(citedEvidence),
      /** Why there are none; no claim about films. */
      notes: z.array(z.string()),
    }),
  },
};
