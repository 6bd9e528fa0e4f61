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
  readonly cues: LibraryStore['cues'];
  readonly people: LibraryStore['people'];
  readonly faces: LibraryStore['faces'];
  readonly frames: LibraryStore['frames'];
  readonly passes: LibraryStore['passes'];
  readonly jobs: LibraryStore['jobs'];
  readonly facts: LibraryStore['facts'];
  readonly folders: LibraryStore['folders'];
  readonly settings: LibraryStore['settings'];
  readonly summaries: LibraryStore['summaries'];
  readonly concepts: LibraryStore['concepts'];
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
    this.cues = tables.cues;
    this.people = tables.people;
    this.faces = tables.faces;
    this.frames = tables.frames;
    this.passes = tables.passes;
    this.jobs = tables.jobs;
    this.facts = tables.facts;
    this.folders = tables.folders;
    this.settings = tables.settings;
    this.summaries = tables.summaries;
    this.concepts = tables.concepts;
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
