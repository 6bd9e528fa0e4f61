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

export const askMethods = {
  'ask.question': {
    about:
      'Answers a question about a film, or about all, from frames and lines that it cites with their times.',
    input: z.object({
      question: z.string().trim().min(1, 'Ask something.').max(50_000),
      path: path.optional(),
    }),
    output: z.object({
      answer: z.string(),
      task: z.enum(askTasks),
      sentences: z.array(sentence),
      evidence: z.array(citedEvidence),
      /** All instances of what is sought, by film and time. */
      moments: z.array(moment),
      /** Of the film that was asked about, or of the first that answers; null where none does. */
      selection: selection.nullable(),
    }),
  },
};
