import { z } from 'zod';
import { checkNames } from '../diagnosis/check.ts';
import { conceptKinds } from '../domain/concept.ts';
import { filterNames } from '../domain/query.ts';
import { passNames } from '../domain/pass-name.ts';

// The one contract of the core. Hosts check every argument against it, clients are typed by it.
// Times are seconds from a video's first presentation time; paths use forward slashes.

const seconds = z.number().nonnegative();
const id = z.number().int().positive();

export const interval = z.object({ start: seconds, end: seconds });

export const problem = z.object({ code: z.string(), sentence: z.string(), remedy: z.string() });

export const indexProgress = z.object({
  state: z.enum(['idle', 'running', 'paused', 'on-battery', 'cancelling']),
  step: z.enum(['scanning', 'models', ...passNames, 'people', 'done']),
  video: z.object({ path: z.string(), title: z.string() }).nullable(),
  videosDone: z.number().int(),
  videosFailed: z.number().int(),
  videosTotal: z.number().int(),
  fraction: z.number().min(0).max(1),
  speed: z.number().nullable(),
  remainingSeconds: z.number().nullable(),
});

/** How work goes on, kept in the library. */
export const indexingSettings = z.object({
  paused: z.boolean(),
  /** `quiet` leaves most of the processor to others. */
  pace: z.enum(['full', 'quiet']),
  onlyPluggedIn: z.boolean(),
});

/** How long a pass takes on this machine; pauses are left out. */
export const passTiming = z.object({
  pass: z.enum(passNames),
  films: z.number().int(),
  mediaSeconds: z.number(),
  wallSeconds: z.number(),
  /** The last film's. */
  latest: z.object({ mediaSeconds: z.number(), wallSeconds: z.number() }),
});

const film = z.object({ videoId: id, title: z.string(), path: z.string() });

/** What has to be done, what waits for the user, and how fast the passes are. */
export const activity = z.object({
  /** The first 200, in the order of work; what runs comes first. */
  jobs: z.array(
    film.extend({
      pass: z.enum(passNames),
      state: z.enum(['running', 'queued', 'waiting-retry', 'set-aside']),
      /** Runs that ended in an error, or with the worker. */
      attempts: z.number().int(),
      notBefore: z.iso.datetime().nullable(),
    }),
  ),
  totals: z.array(
    z.object({
      pass: z.enum(passNames),
      running: z.number().int(),
      queued: z.number().int(),
      setAside: z.number().int(),
    }),
  ),
  /** Films that do not go on by themselves; `library.retry` begins them again. */
  problems: z.array(film.extend({ problem, setAside: z.boolean(), log: z.string().nullable() })),
  timings: z.array(passTiming),
});

export const videoState = z.enum(['waiting', 'indexing', 'ready', 'failed', 'offline']);

export const videoSummary = z.object({
  id,
  path: z.string(),
  title: z.string(),
  duration: seconds,
  width: z.number().int(),
  height: z.number().int(),
  state: videoState,
  problem: problem.nullable(),
  addedAt: z.iso.datetime(),
  hasPoster: z.boolean(),
  hasAudio: z.boolean(),
  people: z.array(z.string()),
});

/** One thing that was looked at. The remedy is empty when it is ok. */
export const check = z.object({
  name: z.enum(checkNames),
  state: z.enum(['ok', 'warning', 'failed']),
  sentence: z.string(),
  remedy: z.string(),
});

export const shot = z.object({
  start: seconds,
  end: seconds,
  transition: z.enum(['start', 'cut', 'dissolve', 'fade']),
});

export const cue = z.object({ id, start: seconds, end: seconds, text: z.string(), source: z.string() });

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

/** Somebody who plays in a film, as the files beside it say. */
export const castMember = z.object({
  name: z.string(),
  role: z.string().nullable(),
  /** Whether a picture beside the film shows them. */
  hasPicture: z.boolean(),
  enrolled: z.boolean(),
});

export const personAppearances = z.object({
  personId: id,
  name: z.string(),
  colour: z.number().int().min(0).max(11),
  intervals: z.array(interval.extend({ confidence: z.number() })),
});

export const spriteSheet = z.object({
  /** Seconds between two tiles. */
  interval: z.number().positive(),
  columns: z.number().int().positive(),
  rows: z.number().int().positive(),
  count: z.number().int().nonnegative(),
  tileWidth: z.number().int().positive(),
  tileHeight: z.number().int().positive(),
});

export const filmSummary = z.object({
  people: z.array(z.object({ name: z.string(), seconds })),
  /** Places by their concept's name, with the share of the film that shows them. */
  places: z.array(z.object({ concept: z.string(), share: z.number().min(0).max(1) })),
});

export const videoDetail = videoSummary.extend({
  shots: z.array(shot),
  cues: z.array(cue),
  cueSources: z.array(cueSource),
  speech: z.array(interval),
  appearances: z.array(personAppearances),
  sprite: spriteSheet.nullable(),
  /** Who is on screen for how long, and where the film plays; null until it has been looked at to the end. */
  summary: filmSummary.nullable(),
  /** `direct`: Chromium plays the file itself; `transcoded`: the stream route converts it on the fly. */
  playback: z.enum(['direct', 'transcoded']),
  /** What the files beside the film say of it; null when they say nothing. */
  facts: z
    .object({
      originalTitle: z.string().nullable(),
      year: z.number().int().nullable(),
      plot: z.string().nullable(),
    })
    .nullable(),
  cast: z.array(castMember),
});

export const folder = z.object({
  path: z.string(),
  /** `watched` by the system's events, `polled` by scans now and then, `offline` while it is not there. */
  state: z.enum(['watched', 'polled', 'offline', 'unwatched']),
  /** How it is to be watched; `auto` decides by where it lies. */
  watching: z.enum(['auto', 'events', 'polling']),
  films: z.number().int(),
  problem: problem.nullable(),
  scannedAt: z.iso.datetime().nullable(),
});

const patternList = z.array(z.string().min(1).max(500)).max(200);
const patterns = z.object({ include: z.array(z.string()), exclude: z.array(z.string()) });

export const person = z.object({
  id,
  name: z.string(),
  colour: z.number().int().min(0).max(11),
  pictures: z.number().int(),
  videos: z.number().int(),
  /** Seconds on screen over the whole library. */
  onScreen: seconds,
});

const box = z.object({
  x: z.number().min(-1).max(2),
  y: z.number().min(-1).max(2),
  width: z.number().positive().max(3),
  height: z.number().positive().max(3),
});

/** A named pet, object or place. */
export const concept = z.object({
  id,
  name: z.string(),
  kind: z.enum(conceptKinds),
  pictures: z.number().int(),
  videos: z.number().int(),
  /** Seconds on screen over the whole library. */
  onScreen: seconds,
  /** A picture of it, as a `data:` address. */
  cover: z.string(),
});

/** What became of a picture for a concept: where it shows the thing, in fractions, or why it was refused. */
export const conceptPictureOutcome = z.object({
  picture: z.string(),
  box: box.nullable(),
  problem: problem.nullable(),
});

/** A frame of a film that may show a concept. */
export const conceptSight = z.object({
  videoId: id,
  path: z.string(),
  title: z.string(),
  time: seconds,
  likelihood: z.number(),
  box,
});

/** A face of a film: `media/face/<track>` is its picture. */
export const groupFace = z.object({
  track: id,
  videoId: id,
  path: z.string(),
  title: z.string(),
  time: seconds,
  /** Fractions of the picture. */
  box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
});

/** Faces that show one person whom nobody has named, as far as looks tell. */
export const unnamedGroup = z.object({
  id,
  tracks: z.number().int(),
  videos: z.number().int(),
  /** Seconds on screen over the whole library. */
  onScreen: seconds,
  /** The clearest first; in a list the first few only. */
  faces: z.array(groupFace),
});

export const decisionAction = z.enum(['name', 'merge', 'split', 'not-this', 'ignore', 'unite']);

export const evidence = z.discriminatedUnion('kind', [
  interval.extend({ kind: z.literal('face'), person: z.string(), trackId: id, confidence: z.number() }),
  interval.extend({
    kind: z.literal('concept'),
    concept: z.string(),
    /** The frame that shows it best. */
    time: seconds,
    confidence: z.number(),
  }),
  interval.extend({ kind: z.literal('line'), cueId: id, text: z.string(), matched: z.array(z.string()) }),
  interval.extend({
    kind: z.literal('picture'),
    /** The frame that shows it best. */
    time: seconds,
    /** The query's words that are seen, and what of a picture each means. */
    words: z.array(z.object({ word: z.string(), concepts: z.array(z.string()) })),
    confidence: z.number(),
  }),
]);

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

const wantedParts = [
  z.object({ kind: z.literal('person'), name: z.string(), known: z.boolean() }),
  z.object({ kind: z.literal('phrase'), text: z.string() }),
  z.object({ kind: z.literal('words'), text: z.string() }),
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

export const searchResult = z.object({
  /** How the query was understood, in its own order. */
  parts: z.array(queryPart),
  moments: z.array(moment),
  /** Where there are no moments: what comes nearest, at most five, best first. */
  nearest: z.array(moment),
  /** Words of the query that no picture can show and that nobody says. */
  missing: z.array(z.string()),
  /** What could not be answered or understood, one sentence each: an unknown name, a filter that says nothing. */
  problems: z.array(problem),
});

/** A picture as bytes in base64 (from a browser) or as a path on this machine (from the CLI or the desktop). */
export const pictureInput = z.union([
  z.object({ name: z.string().max(1000), base64: z.string().max(40_000_000) }),
  z.object({ path: z.string().max(4096) }),
]);

export const rejectedPicture = z.object({ picture: z.string(), reason: z.string(), remedy: z.string() });

/** Pictures for a concept, each with where it shows the thing, in fractions, where that is known; or frames of films. */
const conceptPictures = z
  .array(
    z.object({
      picture: z.union([pictureInput, z.object({ videoId: id, time: seconds })]),
      box: box.optional(),
    }),
  )
  .min(1)
  .max(30);

export const indexSummary = z.object({
  videos: z.number().int(),
  failed: z.array(z.object({ path: z.string(), reason: z.string() })),
  /** Films that are indexed as far as they could be read. */
  warnings: z.array(z.object({ path: z.string(), reason: z.string() })),
  seconds: z.number(),
});

export const modelOverview = z.object({
  id: z.string(),
  title: z.string(),
  family: z.string(),
  task: z.string(),
  pack: z.string(),
  /** How the weights are kept; empty where the catalogue does not say. */
  precision: z.string(),
  licence: z.string(),
  /** What the licence means for the person, in plain words. */
  licenceInWords: z.string(),
  nonCommercial: z.boolean(),
  /** False where the makers of the weights say nothing about their use. */
  licenceStated: z.boolean(),
  source: z.string(),
  /** Bytes of its files, as far as they are known beforehand. */
  bytes: z.number().int(),
  bytesComplete: z.boolean(),
  /** Bytes on this machine: of an installed model, or of what has arrived of one. */
  installedBytes: z.number().int(),
  /** Whether address, size and hash of every file are confirmed. */
  verified: z.boolean(),
  /** Hashes that nobody had published, as they were seen at installation. */
  seenHashes: z.array(z.object({ file: z.string(), sha256: z.string() })),
  notes: z.array(z.string()),
  state: z.enum(['available', 'installing', 'ready', 'broken', 'not-made']),
  inUse: z.boolean(),
  /** Whether this version does anything with models of the family. */
  served: z.boolean(),
  /** What runs the model; empty when nothing does. */
  provider: z.string(),
  /** Why a provider that should have come first does not run it, in the provider's own words. */
  providerProblem: z.string().optional(),
});

/** How far the installation of one model is. */
export const modelProgress = z.object({
  id: z.string(),
  state: z.enum(['waiting', 'fetching', 'done', 'failed', 'cancelled']),
  arrivedBytes: z.number().int(),
  /** Null when the size is not known beforehand. */
  totalBytes: z.number().int().nullable(),
  problem: problem.nullable(),
});

const modelName = z.string().min(1).max(100);
const name = z.string().trim().min(1, 'A name needs at least one letter.').max(200);
const paths = z.array(z.string().min(1).max(4096)).min(1).max(1000);
const path = z.string().min(1).max(4096);
const enrolled = z.object({
  person: person.nullable(),
  accepted: z.number().int(),
  rejected: z.array(rejectedPicture),
});
const query = z.string().max(10_000);
const none = z.object({});

/** Every call: what goes in, what comes out. */
export const contract = {
  'library.status': {
    input: none,
    output: z.object({
      version: z.string(),
      libraryPath: z.string(),
      videos: z.number().int(),
      ready: z.number().int(),
      failed: z.number().int(),
      people: z.number().int(),
      faceTracks: z.number().int(),
      cues: z.number().int(),
      hours: z.number(),
      progress: indexProgress,
      problems: z.array(problem),
      ffmpeg: z.object({ path: z.string(), source: z.string(), version: z.string() }).nullable(),
      /** Passes over films that have to run, and that were set aside after they had ended the worker too often. */
      queued: z.number().int(),
      setAside: z.number().int(),
      timings: z.array(passTiming),
    }),
  },
  /** Looks at everything that Kinora needs on this machine, and says how to mend what is wrong. Takes some seconds. */
  'library.doctor': { input: none, output: z.object({ checks: z.array(check) }) },
  'library.videos': { input: none, output: z.object({ videos: z.array(videoSummary) }) },
  'library.video': { input: z.object({ id }), output: videoDetail },
  /** Indexes files and folders to the end. Progress comes as events; `library.cancel` ends it early. */
  'library.index': { input: z.object({ paths }), output: indexSummary },
  /** Makes the drawn sample film in the library's folder (once), indexes it and enrols its cast. */
  'library.addSampleFilm': { input: none, output: indexSummary },
  /** Tries a film again that failed or was set aside, to the end. */
  'library.retry': { input: z.object({ id }), output: indexSummary },
  'library.retryAll': { input: none, output: indexSummary },
  'library.remove': { input: z.object({ id }), output: z.object({ removed: z.boolean() }) },
  /**
   * Ends what runs and takes what waits out of the queue: the films of the calls that are running, or all films when no
   * call is. What is finished stays; `library.index` takes up the rest.
   */
  'library.cancel': { input: none, output: z.object({ cancelled: z.boolean() }) },
  /** Holds work where it is, over restarts too, until `library.resume`. Calls that wait for work wait on. */
  'library.pause': { input: none, output: z.object({ progress: indexProgress }) },
  'library.resume': { input: none, output: z.object({ progress: indexProgress }) },
  'library.settings': { input: none, output: indexingSettings },
  'library.changeSettings': {
    input: indexingSettings.pick({ pace: true, onlyPluggedIn: true }).partial(),
    output: indexingSettings,
  },
  /** Puts a film that the user looks at before all others; false when nothing has to be done for it. */
  'library.focus': { input: z.object({ id }), output: z.object({ raised: z.boolean() }) },
  'library.activity': { input: none, output: activity },

  /** The folders that belong to the library; `library.index` of a folder adds one. */
  'library.folders': { input: none, output: z.object({ folders: z.array(folder) }) },
  /** Takes a folder out of the library; its files are never touched. `films` counts those that went with it. */
  'library.removeFolder': {
    input: z.object({ path, keepFilms: z.boolean().default(false) }),
    output: z.object({ removed: z.boolean(), films: z.number().int() }),
  },
  'library.setWatching': {
    input: z.object({ path, watching: folder.shape.watching }),
    output: z.object({ watching: folder.shape.watching }),
  },
  /** Looks through one folder of the library, or all, and indexes what is new to the end. */
  'library.rescan': { input: z.object({ path: path.optional() }), output: indexSummary },
  /** Which files of the folders are wanted: globs over paths relative to the folder. */
  'library.patterns': { input: none, output: patterns },
  /** Changes the lists that are given; with none, what holds from the beginning holds again. */
  'library.setPatterns': {
    input: z.object({ include: patternList.optional(), exclude: patternList.optional() }),
    output: patterns,
  },

  'people.list': { input: none, output: z.object({ people: z.array(person) }) },
  /** Enrols a person, or adds pictures to one who exists. Rejected pictures are told with a reason each. */
  'people.add': {
    input: z.object({ name, pictures: z.array(pictureInput).min(1).max(10) }),
    output: enrolled,
  },
  /** The cast of one film, or of all, as the files beside the films say; whom there is a picture of comes first. */
  'people.castOffers': {
    input: z.object({ videoId: id.optional() }),
    output: z.object({ offers: z.array(castMember.extend({ videoId: id })) }),
  },
  /** Enrols somebody of a film's cast from the picture beside it. */
  'people.enrolCast': { input: z.object({ videoId: id, name }), output: enrolled },
  'people.rename': { input: z.object({ id, name }), output: z.object({ person }) },
  'people.remove': { input: z.object({ name }), output: z.object({ removed: z.boolean() }) },
  /** Whom nobody has named, those most on screen first. */
  'people.unnamed': {
    input: z.object({
      limit: z.number().int().min(1).max(500).default(50),
      offset: z.number().int().min(0).default(0),
    }),
    output: z.object({ total: z.number().int(), groups: z.array(unnamedGroup) }),
  },
  /** One unnamed person with all faces. */
  'people.group': { input: z.object({ group: id }), output: unnamedGroup },
  /** Says who a group is: somebody of that name (`known`), or else a new person. */
  'people.name': {
    input: z.object({ group: id, name }),
    output: z.object({ person, known: z.boolean() }),
  },
  /** Says that groups are one person, or that two people are: the second becomes the first. */
  'people.merge': {
    input: z.union([
      z.object({ groups: z.array(id).min(2).max(100) }),
      z.object({ people: z.tuple([id, id]) }),
    ]),
    output: z.object({ merged: z.boolean() }),
  },
  /** Says which faces of a group are not the person of the rest. */
  'people.split': {
    input: z.object({ group: id, tracks: z.array(id).min(1).max(2000) }),
    output: z.object({ split: z.boolean() }),
  },
  /** Says that a face is not this person. */
  'people.notThis': {
    input: z.object({ person: id, track: id }),
    output: z.object({ changed: z.boolean() }),
  },
  /** Says that nobody has to know who a group is. */
  'people.ignore': { input: z.object({ group: id }), output: z.object({ ignored: z.boolean() }) },
  /** Takes back the latest of these decisions; null when there is none. */
  'people.undo': { input: none, output: z.object({ undone: decisionAction.nullable() }) },

  'search.run': {
    input: z.object({ query, limit: z.number().int().min(1).max(1000).default(50) }),
    output: searchResult,
  },
  'search.moment': { input: z.object({ id: z.string().max(100) }), output: moment },

  'shots.list': {
    input: z.object({ path: z.string().max(4096) }),
    output: z.object({ shots: z.array(shot) }),
  },
  'appearances.list': {
    input: z.object({ name, path: z.string().max(4096).optional() }),
    output: z.object({
      intervals: z.array(interval.extend({ path: z.string(), confidence: z.number() })),
    }),
  },

  'concepts.list': { input: none, output: z.object({ concepts: z.array(concept) }) },
  /** Enrols a concept from pictures, or adds them to the concept that has the name. */
  'concepts.add': {
    input: z.object({ name, kind: z.enum(conceptKinds).default('object'), pictures: conceptPictures }),
    output: z.object({ concept: concept.nullable(), pictures: z.array(conceptPictureOutcome) }),
  },
  /** What `concepts.add` would find; nothing is stored. */
  'concepts.preview': {
    input: z.object({ kind: z.enum(conceptKinds).default('object'), pictures: conceptPictures }),
    output: z.object({
      pictures: z.array(conceptPictureOutcome),
      /** The likeliest first. */
      found: z.array(conceptSight),
      /** What it is nearly taken for. */
      confused: z.array(conceptSight),
      /** Other concepts whose pictures it would be taken for. */
      rivals: z.array(z.object({ name: z.string(), likelihood: z.number() })),
    }),
  },
  'concepts.rename': { input: z.object({ name, to: name }), output: z.object({ concept }) },
  'concepts.remove': { input: z.object({ name }), output: z.object({ removed: z.boolean() }) },

  /** Writes a moment as a clip; without `output`, into the library's `exports` folder. */
  'exports.clip': {
    input: z.object({
      momentId: z.string().max(100),
      mode: z.enum(['exact', 'lossless']).default('exact'),
      output: z.string().max(4096).optional(),
    }),
    output: z.object({ path: z.string(), start: seconds, end: seconds }),
  },
  /** Writes a film's dialogue as SubRip; with an interval, only the cues inside it, from time 0. */
  'exports.subtitles': {
    input: z.object({
      path: z.string().max(4096),
      output: z.string().max(4096),
      interval: interval.optional(),
    }),
    output: z.object({ path: z.string(), cues: z.number().int() }),
  },

  'models.list': { input: none, output: z.object({ models: z.array(modelOverview) }) },
  /**
   * Installs a model, or every model of a pack, to the end; goes on where an earlier installation stopped. Progress comes
   * as events; `models.cancel` ends it early.
   */
  'models.install': {
    input: z.object({ name: modelName }),
    output: z.object({
      installed: z.array(z.string()),
      failed: z.array(z.object({ id: z.string(), problem })),
    }),
  },
  /** Installs every model of the catalogue that lies in a folder or .zip on this machine. */
  'models.import': {
    input: z.object({ path: z.string().min(1).max(4096) }),
    output: z.object({
      imported: z.array(z.string()),
      /** Models of which files are missing; the rest of them is kept. */
      incomplete: z.array(z.object({ id: z.string(), missing: z.array(z.string()) })),
      problems: z.array(problem),
    }),
  },
  /** Reads every byte of one model, of a pack, or of all that are installed. */
  'models.verify': {
    input: z.object({ name: modelName.optional() }),
    output: z.object({ whole: z.array(z.string()), broken: z.array(z.string()) }),
  },
  'models.remove': { input: z.object({ id: modelName }), output: z.object({ removed: z.boolean() }) },
  /**
   * Lets a model do the work of its family, and looks anew at the films that another one described. Until a film's turn
   * is over, searches are answered from what the other one saw. `library.cancel` puts the rest off until they are indexed
   * again.
   */
  'models.use': {
    input: z.object({ id: modelName }),
    output: z.object({ family: z.string(), id: z.string(), renewed: indexSummary }),
  },
  /** What the picture model sees in a picture, and how it understands words about it. */
  'models.try': {
    input: z.object({ picture: pictureInput, text: z.string().max(1000).default('') }),
    output: z.object({
      concepts: z.array(z.object({ concept: z.string(), certainty: z.number() })),
      /** Probability that the picture shows what the words say; null without words. */
      likeness: z.number().nullable(),
      matched: z.array(z.object({ word: z.string(), concepts: z.array(z.string()) })),
      unmatched: z.array(z.string()),
    }),
  },
  /** Ends the installation of one model, or of all; what has arrived is kept. */
  'models.cancel': {
    input: z.object({ id: modelName.optional() }),
    output: z.object({ cancelled: z.boolean() }),
  },
} as const;

export type Contract = typeof contract;
export type MethodName = keyof Contract;
/** What a caller passes (defaults may be left out). */
export type InputOf<M extends MethodName> = z.input<Contract[M]['input']>;
/** What the implementation receives, defaults filled in. */
export type ParsedInputOf<M extends MethodName> = z.output<Contract[M]['input']>;
export type OutputOf<M extends MethodName> = z.output<Contract[M]['output']>;

/** Told to every connected client. */
export const events = {
  'indexing.progress': indexProgress,
  'models.progress': modelProgress,
  /** Something the person can see has changed; ask again for what you show. */
  'library.changed': z.object({ what: z.enum(['videos', 'people', 'concepts', 'models', 'folders']) }),
} as const;

export type EventName = keyof typeof events;
export type EventOf<E extends EventName> = z.output<(typeof events)[E]>;

/** What any host offers its client: the same shape over IPC, HTTP + WebSocket, or in process. */
export interface KinoraClient {
  call<M extends MethodName>(method: M, input: InputOf<M>, signal?: AbortSignal): Promise<OutputOf<M>>;
  on<E extends EventName>(event: E, listener: (payload: EventOf<E>) => void): () => void;
}

export type VideoSummary = z.output<typeof videoSummary>;
export type VideoDetail = z.output<typeof videoDetail>;
export type FolderView = z.output<typeof folder>;
export type CastMember = z.output<typeof castMember>;
export type SpriteSheet = z.output<typeof spriteSheet>;
export type UnnamedGroup = z.output<typeof unnamedGroup>;
export type GroupFace = z.output<typeof groupFace>;
export type Concept = z.output<typeof concept>;
export type ConceptSight = z.output<typeof conceptSight>;
export type Person = z.output<typeof person>;
export type MomentView = z.output<typeof moment>;
export type EvidenceView = z.output<typeof evidence>;
export type SearchResult = z.output<typeof searchResult>;
export type PictureInput = z.output<typeof pictureInput>;
export type RejectedPicture = z.output<typeof rejectedPicture>;
export type ModelOverview = z.output<typeof modelOverview>;
export type ModelProgress = z.output<typeof modelProgress>;
export type IndexingSettings = z.output<typeof indexingSettings>;
export type PassTimingView = z.output<typeof passTiming>;
export type Activity = z.output<typeof activity>;
export type IndexSummary = z.output<typeof indexSummary>;
