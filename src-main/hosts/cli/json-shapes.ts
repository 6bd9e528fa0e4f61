import { z } from 'zod';
import {
  activity,
  castMember,
  collectedMoment,
  collectionOverview,
  concept,
  contract,
  conversationTurn,
  evidence,
  indexingSettings,
  indexSummary,
  interval,
  languageModelView,
  moment,
  problem,
  queryPart,
  shot,
} from '../../api/contract.ts';
import { newsEvents } from '../../library/library-news.ts';

// Note: the contract for scripts
// What every command writes to stdout under --json. These shapes are described in docs/cli.md and change only by
// addition. Results pass through them before they are written, so nothing unlisted slips out.

/** A cover is a picture for windows: scripts do without. */
const conceptShape = concept.omit({ cover: true });

const momentShape = moment
  .pick({ id: true, path: true, title: true, start: true, end: true, score: true, missing: true })
  .extend({
    evidence: z.array(evidence),
  });
const collectionShape = collectionOverview.omit({ cover: true });
const collectionChanged = z.object({ collection: collectionShape });
const exported = contract['exports.clip'].output;
const subtitles = contract['exports.subtitles'].output;

const metricValue = z.union([z.number(), z.string(), z.null()]);
/** A metric or a tree of them under a reference scorer's names; of unknown type, since the names may be any. */
const metrics: z.ZodType<unknown> = z.lazy(() => z.union([metricValue, z.record(z.string(), metrics)]));
const namedMetrics = z.object({ name: z.string() }).catchall(metrics);

const backupShape = z.object({ path: z.string(), madeAt: z.iso.datetime(), bytes: z.number().int() });

export const jsonShapes = {
  /** An OpenAPI document. */
  api: z.record(z.string(), z.unknown()),
  index: indexSummary,
  status: contract['library.status'].output,
  'status --watch': z.object({
    waiting: z.number().int(),
    indexing: z.number().int(),
    ready: z.number().int(),
    failed: z.number().int(),
    offline: z.number().int(),
    passesDone: z.number().int(),
    passesLeft: z.number().int(),
    film: z.object({ path: z.string(), title: z.string() }).nullable(),
  }),
  watch: z.object({
    event: z.enum(newsEvents),
    time: z.iso.datetime(),
    film: z.object({ id: z.number().int(), path: z.string(), title: z.string() }).nullable(),
    folder: z.string().nullable(),
    problem: problem.nullable(),
  }),
  doctor: contract['library.doctor'].output,
  'library check': contract['library.doctor'].output,
  'library repair': z.object({
    done: z.enum(['sound', 'mended', 'restored']),
    damage: z.array(z.string()),
    backup: backupShape.nullable(),
    replaced: z.string().nullable(),
  }),
  'library backup': backupShape,
  'library backups': z.object({ backups: z.array(backupShape) }),
  'library restore': z.object({ path: z.string(), replaced: z.string().nullable() }),
  'library export': z.object({ path: z.string(), bytes: z.number().int() }),
  'library import': z.object({ path: z.string(), replaced: z.string().nullable() }),
  retry: indexSummary,
  activity,
  pause: indexingSettings,
  resume: indexingSettings,
  settings: indexingSettings,
  'language-model show': languageModelView,
  'language-model use': languageModelView,
  'language-model stop': languageModelView,
  'folders list': contract['library.folders'].output,
  'folders remove': contract['library.removeFolder'].output,
  'folders rescan': indexSummary,
  'folders patterns': contract['library.patterns'].output,
  'folders watching': contract['library.setWatching'].output,
  'people add': contract['people.add'].output,
  'people add --preview': contract['people.preview'].output,
  'people list': contract['people.list'].output,
  'people remove': contract['people.remove'].output,
  'people cast': z.object({ offers: z.array(castMember.extend({ path: z.string() })) }),
  'people enrol-cast': z.object({
    enrolled: z.array(z.string()),
    refused: z.array(z.object({ name: z.string(), reason: z.string(), remedy: z.string() })),
  }),
  'people unnamed': contract['people.unnamed'].output,
  'people name': contract['people.name'].output,
  'people merge': contract['people.merge'].output,
  'people split': contract['people.split'].output,
  'people not-this': contract['people.notThis'].output,
  'people ignore': contract['people.ignore'].output,
  'people unignore': contract['people.unignore'].output,
  'people rename': contract['people.rename'].output,
  'people cover': contract['people.cover'].output,
  'people doubtful': contract['people.doubtful'].output,
  'people confirm': z.object({ name: z.string(), track: z.number().int() }),
  'people refuse': z.object({ name: z.string(), track: z.number().int() }),
  'people alike': contract['people.alike'].output,
  'people apart': contract['people.apart'].output,
  'people undo': contract['people.undo'].output,
  'concepts add': contract['concepts.add'].output.extend({ concept: conceptShape.nullable() }),
  'concepts preview': contract['concepts.preview'].output,
  'concepts list': z.object({ concepts: z.array(conceptShape) }),
  'concepts rename': z.object({ concept: conceptShape }),
  'concepts remove': contract['concepts.remove'].output,
  search: z.object({
    moments: z.array(momentShape),
    nearest: z.array(momentShape),
    missing: z.array(z.string()),
    weights: contract['search.run'].output.shape.weights,
    parts: z.array(queryPart),
    problems: z.array(problem),
  }),
  converse: conversationTurn
    .pick({
      ...{ place: true, text: true, intent: true, people: true, exports: true, notes: true },
      ...{ answer: true, sentences: true, evidence: true, question: true, plan: true },
    })
    .extend({ moments: z.array(momentShape) }),
  'converse --undo': contract['conversation.undo'].output,
  'converse --forget': contract['conversation.forget'].output,
  ask: contract['ask.question'].output.extend({
    moments: z.array(momentShape),
    pictures: contract['ask.pictures'].output.optional(),
  }),
  'searches list': contract['search.list'].output,
  'searches save': contract['search.save'].output,
  'searches remove': contract['search.forget'].output,
  shots: z.object({ shots: z.array(shot) }),
  appearances: z.object({
    intervals: z.array(interval.extend({ path: z.string(), confidence: z.number() })),
  }),
  'appearances -o': contract['exports.appearances'].output,
  nfo: contract['exports.nfo'].output,
  still: contract['exports.still'].output,
  clip: exported,
  subtitles,
  'subtitles align': contract['subtitles.align'].output,
  'subtitles burn': contract['exports.subtitledFilm'].output,
  'subtitles mux': contract['exports.subtitledFilm'].output,
  'subtitles lint': contract['subtitles.lint'].output,
  'collections list': z.object({ collections: z.array(collectionShape) }),
  'collections show': z.object({ collection: collectionShape, moments: z.array(collectedMoment) }),
  'collections add': collectionChanged,
  'collections remove': collectionChanged,
  'collections move': collectionChanged,
  'collections trim': collectionChanged,
  'collections note': collectionChanged,
  'collections rename': collectionChanged,
  'collections delete': contract['collections.delete'].output,
  'collections undo': contract['collections.undo'].output,
  'collections export': contract['collections.export'].output.extend({ seconds: z.number().optional() }),
  'collections clips': contract['collections.clips'].output,
  'voices list': contract['voices.list'].output,
  'voices name': contract['voices.name'].output,
  'voices merge': contract['voices.merge'].output,
  'voices heard': contract['voices.heard'].output,
  'voices undo': contract['voices.undo'].output,
  'voices forget': contract['voices.forget'].output,
  'voices across-films': contract['voices.setAcrossFilms'].output,
  track: contract['tracks.follow'].output,
  'models list': contract['models.list'].output,
  'models install': contract['models.install'].output,
  'models import': contract['models.import'].output,
  'models verify': contract['models.verify'].output,
  'models remove': contract['models.remove'].output,
  'models use': contract['models.use'].output,
  'models try': contract['models.try'].output,
  'models benchmark': z.object({
    rows: z.array(
      z.object({
        model: z.string(),
        provider: z.string(),
        chosen: z.boolean(),
        threads: z.number().int().optional(),
        batch: z.number().int().optional(),
        msPerItem: z.number().optional(),
        itemsPerSecond: z.number().optional(),
        runs: z.number().int().optional(),
        problem: z.string().optional(),
      }),
    ),
  }),
  'evaluate score': z
    .object({
      intervals: z.array(z.object({ metric: z.string(), low: z.number(), high: z.number() })),
      recordings: z.array(namedMetrics).optional(),
      sequences: z.array(namedMetrics).optional(),
    })
    .catchall(metrics),
  serve: z.object({ url: z.string() }),
  open: z.object({ window: z.enum(['electron', 'browser']), url: z.string().nullable() }),
  demo: z.object({
    library: z.string(),
    index: indexSummary,
    queries: z.array(z.object({ query: z.string(), moments: z.array(momentShape) })),
    clip: exported,
    subtitles,
    seconds: z.number(),
  }),
} as const;

/** What goes to stderr, as its last line, when a command with --json fails. */
export const jsonFailure = z.object({ error: problem });

export type JsonShapes = typeof jsonShapes;
export type CommandName = keyof JsonShapes;
export type ResultOf<C extends CommandName> = z.input<JsonShapes[C]>;
