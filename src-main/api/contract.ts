import { z } from 'zod';
import { checkNames } from '../diagnosis/check.ts';
import { conceptKinds } from '../domain/concept.ts';
import { filterNames } from '../domain/query.ts';
import { passNames } from '../domain/pass-name.ts';
import { lintRules } from '../subtitles/lint-cues.ts';
import { subtitleFormats } from '../subtitles/subtitle-formats.ts';

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
  /** Whether the person has seen it: played to near its end, or said so. */
  seen: z.boolean(),
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

/** Who says a line; a confidence of 1 is the word of the user or of a subtitle file. */
export const lineSpeaker = z.object({
  name: z.string().min(1).max(200),
  confidence: z.number().min(0).max(1),
});

/** What is said, or heard, without labels and brackets. */
export const subtitleLine = z.object({
  start: seconds,
  end: seconds,
  text: z.string().max(2000),
  kind: z.enum(['speech', 'sound']),
  speakers: z.array(lineSpeaker),
});

export const cue = subtitleLine.extend({ id, source: z.string() });

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

/** When a concept is seen. */
export const conceptAppearances = z.object({
  conceptId: id,
  name: z.string(),
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
  /** Who says what. */
  utterances: z.array(utterance),
  appearances: z.array(personAppearances),
  things: z.array(conceptAppearances),
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
  /** Another number whenever another picture stands for the person. */
  cover: z.number().int(),
  videos: z.number().int(),
  /** Seconds on screen over the whole library. */
  onScreen: seconds,
});

/** Fractions of a film's picture; a face may reach beyond its edge. */
const box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

/** What a thing's box may be, in fractions of the picture. */
const thingBox = z.object({
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
  box: thingBox.nullable(),
  problem: problem.nullable(),
});

/** A frame of a film that may show a concept. */
export const conceptSight = z.object({
  videoId: id,
  path: z.string(),
  title: z.string(),
  time: seconds,
  likelihood: z.number(),
  box: thingBox,
});

/** A face of a film: `media/face/<track>` is its picture. */
export const groupFace = z.object({
  track: id,
  videoId: id,
  path: z.string(),
  title: z.string(),
  time: seconds,
  box,
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

/** A face of a named person. */
export const personFace = groupFace.extend({
  /** Calibrated certainty that it shows the person; 1 where the user said so. */
  confidence: z.number().min(0).max(1),
});

/** A face that may show a person: an answer holds for all `tracks` that look like it. */
export const doubtfulFace = personFace.extend({
  /** Whether it passes for the person now. */
  named: z.boolean(),
  tracks: z.number().int(),
  /** Seconds that the answer is about. */
  onScreen: seconds,
});

/** Where a film shows a person. */
export const personFilm = z.object({
  videoId: id,
  path: z.string(),
  title: z.string(),
  duration: seconds,
  onScreen: seconds,
  intervals: z.array(interval.extend({ confidence: z.number() })),
});

/** All that is known of a person. */
export const personPage = z.object({
  person,
  /** The film that shows most of the person first. */
  films: z.array(personFilm),
  faces: z.number().int(),
  /** What the person was enrolled from; `media/picture/<id>` is the face. */
  pictures: z.array(z.object({ id, source: z.string(), origin: z.enum(['picture', 'group']) })),
  /** What the user answered about faces, the last answered first. */
  answers: z.array(groupFace.extend({ shows: z.boolean() })),
});

/** Two named people who may be one. */
export const alikePair = z.object({
  people: z.tuple([person, person]),
  confidence: z.number().min(0).max(1),
});

export const decisionAction = z.enum([
  'name',
  'merge',
  'split',
  'not-this',
  'ignore',
  'unignore',
  'confirm',
  'refuse',
  'cover',
  'unite',
  'apart',
]);

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

export const voiceAction = z.enum(['name', 'merge', 'tell', 'refuse']);

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

/** A search that is kept until it is forgotten. */
export const savedSearch = z.object({ id, name: z.string(), query: z.string() });

export const searchResult = z.object({
  /** How the query was understood, in its own order. */
  parts: z.array(queryPart),
  moments: z.array(moment),
  /** Where there are no moments: what comes nearest, at most five, best first. */
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
      box: thingBox.optional(),
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

/** `sdh`: only where the picture does not show who speaks. */
export const labelChoice = z.enum(['always', 'sdh', 'never']);

export const subtitleReport = z.object({
  format: z.enum(['srt', 'vtt', 'ass', 'microdvd', 'sami', 'ttml']),
  encoding: z.string(),
  cues: z.number().int(),
  /** What had to be mended to read it, one sentence each. */
  repairs: z.array(z.string()),
  findings: z.array(
    z.object({
      rule: z.enum(lintRules),
      severity: z.enum(['error', 'warning']),
      /** From 1. */
      cue: z.number().int(),
      start: seconds,
      value: z.number(),
      limit: z.number(),
      sentence: z.string(),
    }),
  ),
});

export const lineFinding = z.object({
  lineId: id,
  rule: z.enum(lintRules),
  severity: z.enum(['error', 'warning']),
  sentence: z.string(),
  /** What to put in the line's place; null where that is for a person to decide. */
  mended: z.array(subtitleLine).nullable(),
});

/** Where somebody would be found who is enrolled from what is given. */
export const personPreview = z.object({
  /** Who has the name already, and how sure the given faces are that one's; null where nothing tells. */
  known: person.nullable(),
  sameAsKnown: z.number().min(0).max(1).nullable(),
  /** Somebody else who looks like the person. */
  alike: z.object({ person, confidence: z.number() }).nullable(),
  /** Pictures that can be used, and those that cannot. */
  accepted: z.number().int(),
  rejected: z.array(rejectedPicture),
  /** The film that shows most of the person first. */
  films: z.array(personFilm),
  onScreen: seconds,
  /** The clearest faces that would be the person's. */
  faces: z.array(groupFace),
  doubtful: z.array(doubtfulFace),
});

/** A face in the picture of a paused film. */
export const pausedFace = z.object({
  box,
  /** JPEG, square, in base64. */
  portrait: z.string(),
  track: id.nullable(),
  /** Who it is; null while nobody has said. */
  person: person.nullable(),
  group: id.nullable(),
});

const pixels = z.number().min(-1e6).max(1e6);
const pixelBox = z.object({ x: pixels, y: pixels, width: pixels, height: pixels });

const trackBox = pixelBox.extend({
  time: seconds,
  confidence: z.number().min(0).max(1),
  /** False where the thing is hidden or was not recognised, and its place is guessed. */
  seen: z.boolean(),
});

/** A track that the user made by a box drawn in the player. */
const drawnTrack = z.object({ id, start: seconds, end: seconds, boxes: z.array(trackBox) });

const modelName = z.string().min(1).max(100);
const name = z
  .string()
  .trim()
  .min(1, 'A name needs at least one letter.')
  .max(200, 'A name can be 200 characters long at most.');
const paths = z.array(z.string().min(1).max(4096)).min(1).max(1000);
const path = z.string().min(1).max(4096);
const enrolled = z.object({
  person: person.nullable(),
  accepted: z.number().int(),
  rejected: z.array(rejectedPicture),
});
const pictureInputs = z.array(pictureInput).min(1).max(10);
const placeInFilm = z.object({ videoId: id, time: seconds.max(10_000_000), box });
const query = z.string().max(10_000);
const momentIds = z.array(z.string().max(100)).max(50);
const written = z.string().trim().min(1, 'Write what to look for.').max(10_000);
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
  /** Says that the person has seen a film, or has not; false when there is no such film. */
  'library.setSeen': {
    input: z.object({ id, seen: z.boolean() }),
    output: z.object({ changed: z.boolean() }),
  },
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
    input: z.object({ name, pictures: pictureInputs }),
    output: enrolled,
  },
  /** Says where somebody would be found who is enrolled from pictures, a face of a film or an unnamed group; keeps nothing. */
  'people.preview': {
    input: z.object({
      name: name.optional(),
      from: z.union([
        z.object({ pictures: pictureInputs }),
        z.object({ face: placeInFilm }),
        z.object({ group: id }),
      ]),
    }),
    output: personPreview,
  },
  /** The faces that a film shows at a time, the largest first. */
  'people.facesAt': {
    input: z.object({ videoId: id, time: seconds.max(10_000_000) }),
    output: z.object({ faces: z.array(pausedFace) }),
  },
  /** Says who a face in a film is: somebody of that name (`known`), or else a new person, who is enrolled from it. */
  'people.enrolFace': {
    input: placeInFilm.extend({ name }),
    output: z.object({ person, known: z.boolean() }),
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
  'people.person': { input: z.object({ id }), output: personPage },
  /** The faces of a person, the clearest first. */
  'people.faces': {
    input: z.object({
      id,
      limit: z.number().int().min(1).max(500).default(50),
      offset: z.number().int().min(0).default(0),
    }),
    output: z.object({ total: z.number().int(), faces: z.array(personFace) }),
  },
  /** The faces of which it is worth asking whether they are a person, those whose answer changes most first. */
  'people.doubtful': {
    input: z.object({ id, limit: z.number().int().min(1).max(100).default(12) }),
    output: z.object({ faces: z.array(doubtfulFace) }),
  },
  /** Says that a face, and all that are taken for the same one's, is a person. Later runs never change it. */
  'people.confirm': {
    input: z.object({ person: id, track: id }),
    output: z.object({ confirmed: z.boolean() }),
  },
  /** Says that a face, and all that are taken for the same one's, is not a person. */
  'people.refuse': {
    input: z.object({ person: id, track: id }),
    output: z.object({ refused: z.boolean() }),
  },
  /** Chooses the picture that stands for a person: a face of a film, or a picture that the person was enrolled from. */
  'people.cover': {
    input: z.union([z.object({ person: id, track: id }), z.object({ person: id, picture: id })]),
    output: z.object({ person }),
  },
  'people.removePicture': { input: z.object({ picture: id }), output: z.object({ removed: z.boolean() }) },
  /** Pairs of named people who look like one; not those whom the user or some film says to be two. */
  'people.alike': { input: none, output: z.object({ pairs: z.array(alikePair) }) },
  /** Says that two people who look alike are two. */
  'people.apart': {
    input: z.object({ people: z.tuple([id, id]) }),
    output: z.object({ apart: z.boolean() }),
  },
  /** Whom nobody has named, those most on screen first; with `ignored`, those whom nobody is asked about. */
  'people.unnamed': {
    input: z.object({
      ignored: z.boolean().default(false),
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
  'people.unignore': { input: z.object({ group: id }), output: z.object({ ignored: z.boolean() }) },
  /** Takes back the latest of these decisions; null when there is none. */
  'people.undo': { input: none, output: z.object({ undone: decisionAction.nullable() }) },

  /** The voices that are heard, and whether they are recognised across films. */
  'voices.list': {
    input: none,
    output: z.object({ acrossFilms: z.boolean(), voices: z.array(voice) }),
  },
  /** Says whose a voice is ("Speaker 3" or its number): somebody of that name, or else a new person. */
  'voices.name': { input: z.object({ voice: name, name }), output: z.object({ person }) },
  /** Says that two voices are one; where one of them is somebody's, the other is too. */
  'voices.merge': {
    input: z.object({ voices: z.tuple([name, name]) }),
    output: z.object({ merged: z.literal(true) }),
  },
  /** The films in which a voice, or somebody, is heard, those in which most first; 100 at most. */
  'voices.heard': { input: z.object({ voice: name }), output: z.object({ films: z.array(heardFilm) }) },
  /** Takes back the latest name, merger or answer about a line's speaker; null when there is none. */
  'voices.undo': { input: none, output: z.object({ undone: voiceAction.nullable() }) },
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
  /** Says that somebody does not speak a line. */
  'dialogue.refuseSpeaker': {
    input: interval.extend({ id, name }),
    output: z.object({ refused: z.literal(true) }),
  },

  'search.run': {
    input: z.object({
      query,
      limit: z.number().int().min(1).max(1000).default(50),
      /** Moments of earlier answers to this query: more of this kind, or not this. Nothing of it is kept. */
      feedback: z.object({ more: momentIds, less: momentIds }).default({ more: [], less: [] }),
    }),
    output: searchResult,
  },
  /**
   * Keeps a picture or a short clip to search for its like, with `like:<example>` in a query. The same file is the same
   * example.
   */
  'search.attach': { input: z.object({ file: pictureInput }), output: example },
  /** What examples of queries are called; those that are not there are left out. */
  'search.examples': {
    input: z.object({ examples: z.array(z.string().max(100)).max(20) }),
    output: z.object({ examples: z.array(example) }),
  },
  /** The searches that are kept, and those made lately, the latest first. */
  'search.list': {
    input: none,
    output: z.object({ saved: z.array(savedSearch), recent: z.array(z.string()) }),
  },
  /** Keeps a search, under its own words where no name is given; one that is kept already is renamed. */
  'search.save': { input: z.object({ query: written, name: name.optional() }), output: savedSearch },
  /** Forgets a kept search and gives it, so that it can be kept again. */
  'search.forget': { input: z.object({ id }), output: z.object({ forgotten: savedSearch.nullable() }) },
  /** Remembers that a search was made. */
  'search.note': { input: z.object({ query: written }), output: none },
  /** Replaces the searches that are remembered, the latest first; with an empty list none is. */
  'search.setRecent': { input: z.object({ queries: z.array(written).max(50) }), output: none },
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

  /**
   * Follows what a box holds at a time forwards and backwards through its shot; where the library does not hold the film,
   * until it is lost. Boxes are in pixels of the displayed picture. With `output`, they are written there as well, in the
   * format of MOTChallenge.
   */
  'tracks.follow': {
    input: z
      .object({
        path: z.string().min(1).max(4096).optional(),
        videoId: id.optional(),
        at: seconds,
        box: pixelBox,
        output: z.string().max(4096).optional(),
      })
      .refine(
        ({ path, videoId }) => (path === undefined) !== (videoId === undefined),
        'a film is named either by its path or by its number',
      ),
    output: z.object({
      /** One for each frame in which the thing's place is known. */
      boxes: z.array(trackBox),
      start: seconds,
      end: seconds,
      /** Mean frames a second of the film, by which frames are numbered in files. */
      frameRate: z.number().positive(),
      /** The file that was written; null without `output`. */
      path: z.string().nullable(),
    }),
  },

  /** Follows what a box holds in a film of the library, and keeps the track. */
  'tracks.keep': { input: z.object({ videoId: id, at: seconds, box: pixelBox }), output: drawnTrack },
  /** The tracks of a film that the user made, in order of time. */
  'tracks.list': { input: z.object({ videoId: id }), output: z.object({ tracks: z.array(drawnTrack) }) },
  'tracks.remove': { input: z.object({ id }), output: z.object({ removed: z.boolean() }) },
  /** Brings back the track that was removed last. */
  'tracks.restore': { input: z.object({ id }), output: z.object({ restored: z.boolean() }) },
  /** Where else the library has the face that a track shows, by film and time; empty for what shows no known face. */
  'tracks.alsoSeen': {
    input: z.object({ id }),
    output: z.object({ sights: z.array(interval.extend({ videoId: id, title: z.string() })) }),
  },
  /** Writes a track in the format of MOTChallenge; without `output`, into the library's `exports` folder. */
  'tracks.export': {
    input: z.object({ id, output: z.string().max(4096).optional() }),
    output: z.object({ path: z.string() }),
  },

  /** How likely it is that each known person is on screen in a film, as steps by person and time; nothing is said between them. */
  'appearances.likelihood': {
    input: z.object({ path: z.string().max(4096) }),
    output: z.object({
      steps: z.array(
        interval.extend({
          person: z.string(),
          probability: z.number(),
          /** A face is seen, only the body, or neither for a while within a shot. */
          seen: z.enum(['face', 'body', 'hidden']),
        }),
      ),
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
  /** Writes a film's dialogue; with an interval, only the lines inside it, from time 0. */
  'exports.subtitles': {
    input: z.object({
      path,
      /** A free name in the library's folder of exports when left out. */
      output: path.optional(),
      /** Told by the output's name when left out; SubRip without either. */
      format: z.enum(subtitleFormats).optional(),
      /** Where names stand in the text, see {@link labelChoice}. */
      labels: labelChoice.default('sdh'),
      /** One of the film's sources; the first when left out. */
      source: z.string().max(4096).optional(),
      interval: interval.optional(),
    }),
    output: z.object({ path: z.string(), cues: z.number().int() }),
  },

  /** Writes a copy of a film with its subtitles drawn into the picture, or as a track that can be switched off. */
  'exports.subtitledFilm': {
    input: z.object({
      path,
      /** A free name in the library's folder of exports when left out. */
      output: path.optional(),
      way: z.enum(['burn', 'mux']),
      labels: labelChoice.default('sdh'),
      source: z.string().max(4096).optional(),
    }),
    output: z.object({ path: z.string(), cues: z.number().int() }),
  },

  /** Reads a subtitle file: what was mended in it, and where it does not keep the conventions. */
  'subtitles.lint': { input: z.object({ path }), output: subtitleReport },

  /** A film's lines of one source, of the first when none is asked for; empty when the film has none. */
  'subtitles.lines': {
    input: z.object({ id, source: z.string().max(4096).optional() }),
    output: z.object({
      source: z.string(),
      sources: z.array(z.string()),
      lines: z.array(cue),
      canUndo: z.boolean(),
      canRedo: z.boolean(),
    }),
  },
  /** Puts lines in the place of those with these ids: corrects, splits, joins, adds or takes out. Kept over re-indexing. */
  'subtitles.correct': {
    input: z.object({
      id,
      source: z.string().min(1).max(4096),
      replaced: z.array(id).max(100),
      lines: z.array(subtitleLine).max(100),
    }),
    output: z.object({ corrected: z.literal(true) }),
  },
  /** Takes back the latest correction of a film's lines; false when there is none. */
  'subtitles.undo': { input: z.object({ id }), output: z.object({ undone: z.boolean() }) },
  'subtitles.redo': { input: z.object({ id }), output: z.object({ redone: z.boolean() }) },
  /**
   * Looks whether a film's lines lie where somebody speaks: `moved` lines are shifted or of another frame rate, and
   * `time * scale + shift` mends them; lines of `another-film` lie nowhere. With `apply` moved lines are moved for good,
   * which holds over re-indexing.
   */
  'subtitles.align': {
    input: z.object({ path, source: z.string().max(4096).optional(), apply: z.boolean().default(false) }),
    output: z.object({
      source: z.string(),
      verdict: z.enum(['fits', 'moved', 'another-film', 'too-little']),
      shift: z.number(),
      scale: z.number(),
      /** Correlation with the voices, -1..1: as the lines are, and as they fit best. */
      agreementNow: z.number(),
      agreement: z.number(),
      sentence: z.string(),
      applied: z.boolean(),
    }),
  },
  /** Moves all lines of a source to `time * scale + shift`, on top of what they were moved by before. */
  'subtitles.move': {
    input: z.object({
      id,
      source: z.string().min(1).max(4096),
      shift: z.number().min(-36_000).max(36_000),
      scale: z.number().min(0.5).max(2).default(1),
    }),
    output: z.object({ moved: z.literal(true) }),
  },
  /** Where a film's lines of one source do not keep the conventions, and what would mend that. */
  'subtitles.findings': {
    input: z.object({ id, source: z.string().max(4096).optional() }),
    output: z.object({ findings: z.array(lineFinding) }),
  },
  /** How loud a stretch of a film is: the peaks of equal parts, each 0..1. Empty for a film without sound. */
  'subtitles.waveform': {
    input: z.object({ id, interval, parts: z.number().int().min(1).max(4000) }),
    output: z.object({ peaks: z.array(z.number()) }),
  },

  /**
   * Writes who is on screen when: one person or everybody, in one film or in the library. The format is what the output's name
   * ends in; without `output` the file lies in the library's `exports` folder and `format` says what it is.
   */
  'exports.appearances': {
    input: z.object({
      name: name.optional(),
      path: z.string().max(4096).optional(),
      format: z.enum(['csv', 'json', 'srt']).optional(),
      output: z.string().max(4096).optional(),
    }),
    output: z.object({ path: z.string(), appearances: z.number().int() }),
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
  'library.changed': z.object({
    what: z.enum(['videos', 'people', 'concepts', 'models', 'folders', 'lines']),
  }),
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
export type Cue = z.output<typeof cue>;
export type CastMember = z.output<typeof castMember>;
export type SpriteSheet = z.output<typeof spriteSheet>;
export type UnnamedGroup = z.output<typeof unnamedGroup>;
export type GroupFace = z.output<typeof groupFace>;
export type Voice = z.output<typeof voice>;
export type LineFinding = z.output<typeof lineFinding>;
export type HeardFilm = z.output<typeof heardFilm>;
export type Utterance = z.output<typeof utterance>;
export type DrawnTrack = z.output<typeof drawnTrack>;
export type Concept = z.output<typeof concept>;
export type ConceptSight = z.output<typeof conceptSight>;
export type Person = z.output<typeof person>;
export type PersonPage = z.output<typeof personPage>;
export type PersonFilm = z.output<typeof personFilm>;
export type PersonFace = z.output<typeof personFace>;
export type DoubtfulFace = z.output<typeof doubtfulFace>;
export type AlikePair = z.output<typeof alikePair>;
export type PersonPreview = z.output<typeof personPreview>;
export type PausedFace = z.output<typeof pausedFace>;
export type MomentView = z.output<typeof moment>;
export type EvidenceView = z.output<typeof evidence>;
export type SavedSearch = z.output<typeof savedSearch>;
export type Example = z.output<typeof example>;
export type SearchResult = z.output<typeof searchResult>;
export type PictureInput = z.output<typeof pictureInput>;
export type RejectedPicture = z.output<typeof rejectedPicture>;
export type ModelOverview = z.output<typeof modelOverview>;
export type ModelProgress = z.output<typeof modelProgress>;
export type IndexingSettings = z.output<typeof indexingSettings>;
export type PassTimingView = z.output<typeof passTiming>;
export type Activity = z.output<typeof activity>;
export type IndexSummary = z.output<typeof indexSummary>;
