import { z } from 'zod';
import { filterNames } from '../../domain/query.ts';
import { id, interval, name, none, pictureInput, problem, seconds } from './parts.ts';

export const evidence = z.discriminatedUnion('kind', [
  interval.extend({ kind: z.literal('face'), person: z.string(), trackId: id, confidence: z.number() }),
  interval.extend({
    kind: z.literal('line'),
    cueId: id,
    text: z.string(),
    matched: z.array(z.string()),
    /** Who says it, where the query asks for that. */
    speaker: z.string().optional(),
  }),
  interval.extend({
    kind: z.literal('concept'),
    concept: z.string(),
    /** The frame that shows it best. */
    time: seconds,
    confidence: z.number(),
  }),
  interval.extend({
    kind: z.literal('picture'),
    /** The frame that shows it best. */
    time: seconds,
    /** The query's words that are seen, and what of a picture each means. */
    words: z.array(z.object({ word: z.string(), concepts: z.array(z.string()) })),
    confidence: z.number(),
    /** The example that it looks like, where one was given instead of words. */
    example: z.string().optional(),
  }),
]);
export type EvidenceView = z.output<typeof evidence>;

export const moment = z.object({
  id: z.string(),
  videoId: id,
  path: z.string(),
  title: z.string(),
  /** Length of the whole film, for showing where in it the moment lies. */
  videoDuration: seconds,
  start: seconds,
  end: seconds,
  score: z.number().min(0).max(1),
  evidence: z.array(evidence),
  /** Words of the query for which nothing in the moment speaks. */
  missing: z.array(z.string()),
});
export type MomentView = z.output<typeof moment>;

const wantedParts = [
  z.object({ kind: z.literal('person'), name: z.string(), known: z.boolean() }),
  z.object({ kind: z.literal('phrase'), text: z.string() }),
  /** What somebody says; any line of theirs where the text is empty. */
  z.object({
    kind: z.literal('said'),
    name: z.string(),
    known: z.boolean(),
    text: z.string(),
    exact: z.boolean(),
  }),
  z.object({
    kind: z.literal('words'),
    text: z.string(),
    /** What the person has set of its words: percent of the picture, the rest is the dialogue's. */
    weights: z
      .array(z.object({ word: z.string(), picture: z.number().int().min(0).max(100) }))
      .readonly()
      .optional(),
  }),
  /** What looks like an example: `m1-20-35` (a moment), `f1-20` (a picture of a film) or `x...` (see `search.attach`). */
  z.object({ kind: z.literal('like'), example: z.string() }),
] as const;

export const queryPart = z.discriminatedUnion('kind', [
  ...wantedParts,
  /** What must be absent. */
  z.object({ kind: z.literal('not'), part: z.discriminatedUnion('kind', wantedParts) }),
  /** What follows comes after what stands before, `within` seconds at most. */
  z.object({ kind: z.literal('then'), within: z.number().nullable() }),
  z.object({ kind: z.literal('while') }),
  z.object({ kind: z.literal('or') }),
  z.object({ kind: z.literal('filter'), filter: z.enum(filterNames), value: z.string() }),
]);

/** What searches compare with: `media/example/<id>` is its picture where it was brought along. */
export const example = z.object({
  id: z.string(),
  kind: z.enum(['picture', 'clip', 'moment', 'frame']),
  /** The file's name, or the film's title. */
  name: z.string(),
  /** Of the library's own films. */
  videoId: id.nullable(),
  /** Seconds in the film. */
  start: seconds,
  end: seconds,
});
export type Example = z.output<typeof example>;

/** A search that is kept until it is forgotten. */
export const savedSearch = z.object({ id, name: z.string(), query: z.string() });
export type SavedSearch = z.output<typeof savedSearch>;

export const searchResult = z.object({
  /** How the query was understood, in its own order. */
  parts: z.array(queryPart),
  moments: z.array(moment),
  /** Where there are fewer than ten moments: what comes nearest and is not sure enough, at most five, best first. */
  nearest: z.array(moment),
  /** Words of the query that no picture can show and that nobody says. */
  missing: z.array(z.string()),
  /** How each word is answered: the picture's share 0..1, null for words that nothing knows; `given` by the person. */
  weights: z.array(
    z.object({ word: z.string(), picture: z.number().min(0).max(1).nullable(), given: z.boolean() }),
  ),
  /** What could not be answered or understood, one sentence each: an unknown name, a filter that says nothing. */
  problems: z.array(problem),
});
export type SearchResult = z.output<typeof searchResult>;

const tooLong = 'A search can be 10 000 characters long at most.';

const query = z.string().max(10_000, tooLong);

const momentIds = z.array(z.string().max(100)).max(50);

const written = z.string().trim().min(1, 'Write what to look for.').max(10_000, tooLong);

export const searchMethods = {
  'search.run': {
    about: 'Finds the moments that a query asks for, the best first, with what speaks for each.',
    input: z.object({
      query,
      limit: z.number().int().min(1).max(1000).default(50),
      /** Moments of earlier answers to this query: more of this kind, or not this. Nothing of it is kept. */
      feedback: z.object({ more: momentIds, less: momentIds }).default({ more: [], less: [] }),
    }),
    output: searchResult,
  },
  'search.attach': {
    about:
      'Keeps a picture or a short clip to search for its like, with `like:<example>` in a query. ' +
      'The same file is the same example.',
    input: z.object({ file: pictureInput }),
    output: example,
  },
  'search.examples': {
    about: 'What examples of queries are called; those that are not there are left out.',
    input: z.object({ examples: z.array(z.string().max(100)).max(20) }),
    output: z.object({ examples: z.array(example) }),
  },
  'search.list': {
    about: 'The searches that are kept, and those made lately, the latest first.',
    input: none,
    output: z.object({ saved: z.array(savedSearch), recent: z.array(z.string()) }),
  },
  'search.save': {
    about: 'Keeps a search, under its own words where no name is given; one that is kept already is renamed.',
    input: z.object({ query: written, name: name.optional() }),
    output: savedSearch,
  },
  'search.forget': {
    about: 'Forgets a kept search and gives it, so that it can be kept again.',
    input: z.object({ id }),
    output: z.object({ forgotten: savedSearch.nullable() }),
  },
  'search.note': {
    about: 'Remembers that a search was made.',
    input: z.object({ query: written }),
    output: none,
  },
  'search.setRecent': {
    about: 'Replaces the searches that are remembered, the latest first; with an empty list none is.',
    input: z.object({ queries: z.array(written).max(50) }),
    output: none,
  },
  'search.moment': {
    about: 'One moment of an earlier answer.',
    input: z.object({ id: z.string().max(100) }),
    output: moment,
  },
};
