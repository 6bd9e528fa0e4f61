import type { Database } from 'better-sqlite3';
import { DialogueQueries } from './dialogue-queries.ts';
import { GroupQueries } from './group-queries.ts';
import { LibraryStatistics } from './library-statistics.ts';
import { LibraryStore } from './library-store.ts';
import { LineMatcher } from './line-matcher.ts';
import { PresenceQueries } from './presence-queries.ts';

/** The read side of a library over one connection: its tables, and the questions that span them. */
export class LibraryReader {
  readonly videos: LibraryStore['videos'];
  readonly watched: LibraryStore['watched'];
  readonly cues: LibraryStore['cues'];
  readonly lineEdits: LibraryStore['lineEdits'];
  readonly people: LibraryStore['people'];
  readonly examples: LibraryStore['examples'];
  readonly persons: LibraryStore['persons'];
  readonly faces: LibraryStore['faces'];
  readonly likelihoods: LibraryStore['likelihoods'];
  readonly frames: LibraryStore['frames'];
  readonly drawnTracks: LibraryStore['drawnTracks'];
  readonly passes: LibraryStore['passes'];
  readonly jobs: LibraryStore['jobs'];
  readonly facts: LibraryStore['facts'];
  readonly folders: LibraryStore['folders'];
  readonly searches: LibraryStore['searches'];
  readonly settings: LibraryStore['settings'];
  readonly summaries: LibraryStore['summaries'];
  readonly speakers: LibraryStore['speakers'];
  readonly voiceLines: LibraryStore['voiceLines'];
  readonly concepts: LibraryStore['concepts'];
  readonly conversations: LibraryStore['conversations'];
  readonly collections: LibraryStore['collections'];
  readonly regions: LibraryStore['regions'];
  readonly groups: GroupQueries;
  readonly presence: PresenceQueries;
  readonly dialogue: DialogueQueries;
  readonly statistics: LibraryStatistics;
  readonly lines = new LineMatcher();
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
    const tables = new LibraryStore(db);
    this.videos = tables.videos;
    this.watched = tables.watched;
    this.cues = tables.cues;
    this.lineEdits = tables.lineEdits;
    this.people = tables.people;
    this.examples = tables.examples;
    this.persons = tables.persons;
    this.faces = tables.faces;
    this.likelihoods = tables.likelihoods;
    this.frames = tables.frames;
    this.drawnTracks = tables.drawnTracks;
    this.passes = tables.passes;
    this.jobs = tables.jobs;
    this.facts = tables.facts;
    this.folders = tables.folders;
    this.searches = tables.searches;
    this.settings = tables.settings;
    this.summaries = tables.summaries;
    this.speakers = tables.speakers;
    this.voiceLines = tables.voiceLines;
    this.concepts = tables.concepts;
    this.conversations = tables.conversations;
    this.collections = tables.collections;
    this.regions = tables.regions;
    this.groups = new GroupQueries(db);
    this.presence = new PresenceQueries(db);
    this.dialogue = new DialogueQueries(db);
    this.statistics = new LibraryStatistics(db);
  }

  /** Another number whenever another connection has written since. */
  get version(): number {
    return this.#db.pragma('data_version', { simple: true }) as number;
  }

  close(): void {
    this.lines.close();
    this.#db.close();
  }
}
