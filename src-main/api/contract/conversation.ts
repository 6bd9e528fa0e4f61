import { z } from 'zod';
import { intents } from '../../conversation/intent.ts';
import { id, interval, none } from './parts.ts';
import { moment, queryPart } from './search.ts';

const intent = z.enum(intents);

/** Something in the index for which a sentence stands. */
export const citedEvidence = interval.extend({
  kind: z.enum(['face', 'line', 'picture', 'concept', 'film', 'search']),
  /** Null for what holds of the whole library. */
  videoId: id.nullable(),
  path: z.string(),
  /** Who, what is seen, what is said; the film's title; the query of a search. */
  text: z.string(),
});

/** A sentence of an answer, with the places of what it stands on in the answer's evidence: never none. */
export const sentence = z.object({
  text: z.string(),
  evidence: z.array(z.number().int().nonnegative()).min(1),
});

const answered = { sentences: z.array(sentence), evidence: z.array(citedEvidence) };

/** What is looked for: a query of the search, in one film or in all but some. */
export const conversationPlan = z.object({
  query: z.string(),
  parts: z.array(queryPart),
  film: z.object({ id, title: z.string(), path: z.string() }).nullable(),
  /** Results and films that the person put aside. */
  hidden: z.object({ moments: z.array(z.string()), films: z.array(id) }),
});

export const conversationTurn = z.object({
  /** 0, 1, ... */
  place: z.number().int().nonnegative(),
  /** Empty where a part was taken out by hand. */
  text: z.string(),
  intent,
  plan: conversationPlan,
  /** Whom the turn speaks of. */
  people: z.array(z.string()),
  /** Moments that the person wants as clips. */
  exports: z.array(z.string()),
  /** What changed. */
  notes: z.array(z.string()),
  answer: z.string(),
  ...answered,
  /** Whether a language model read the turn, put the first moments in another order, and found the words of the answer. */
  readByModel: z.boolean(),
  orderedByModel: z.boolean(),
  wordedByModel: z.boolean(),
  /** Asked instead of guessing: say the same turn again with the intent or the person of a reading. */
  question: z
    .object({
      text: z.string(),
      readings: z.array(z.object({ label: z.string(), intent, person: z.string().nullable() })),
    })
    .nullable(),
});

const session = z
  .string()
  .trim()
  .min(1, 'A conversation needs a name.')
  .max(100, 'The name of a conversation can be 100 characters long at most.');

const said = z
  .string()
  .trim()
  .min(1, 'Say something first.')
  .max(50_000, 'A turn can be 50 000 characters long at most.');

/** A conversation as it is now. */
export const conversationState = z.object({
  turns: z.array(conversationTurn),
  plan: conversationPlan,
  moments: z.array(moment),
  /** The place in `moments` of the one that is spoken of. */
  chosen: z.number().int().nonnegative().nullable(),
  /** Whom pronouns may mean, the latest first. */
  people: z.array(z.string()),
});
export type ConversationView = z.output<typeof conversationState>;

export const conversationMethods = {
  'conversation.turn': {
    about:
      'Says something in a conversation, which begins with its first turn: what is found, and the answer.',
    input: z.object({
      session,
      text: said,
      /** What the person chose where the turn was in doubt. */
      intent: intent.optional(),
      person: z.string().max(200).optional(),
    }),
    output: z.object({
      turn: conversationTurn,
      moments: z.array(moment),
      chosen: z.number().int().nullable(),
    }),
  },
  'conversation.state': {
    about: 'A conversation as it is now: its turns, what is looked for, what was found.',
    input: z.object({ session }),
    output: conversationState,
  },
  'conversation.list': {
    about: 'The conversations that are remembered, the latest first.',
    input: none,
    output: z.object({
      conversations: z.array(
        z.object({ name: z.string(), turns: z.number().int(), begunAt: z.iso.datetime() }),
      ),
    }),
  },
  'conversation.drop': {
    about:
      'Takes a part out of what is looked for, the film that is spoken of or what was put aside, and looks again, or forgets ' +
      'whom pronouns may mean: a turn of its own.',
    input: z.object({
      session,
      part: z.union([
        z.number().int().nonnegative(),
        z.enum(['film', 'hidden']),
        z.object({ person: z.string().max(200) }),
      ]),
    }),
    output: conversationState,
  },
  'conversation.undo': {
    about: 'Takes back a turn, the last where none is named; the turns behind it are said again.',
    input: z.object({ session, place: z.number().int().nonnegative().optional() }),
    output: conversationState,
  },
  'conversation.forget': {
    about: 'Forgets a conversation and all that was said in it.',
    input: z.object({ session }),
    output: z.object({ forgotten: z.boolean() }),
  },
};
