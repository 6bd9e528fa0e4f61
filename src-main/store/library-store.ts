import type { Database } from 'better-sqlite3';
import { ConceptTable } from './concept-table.ts';
import { CueTable } from './cue-table.ts';
import { DecisionTable } from './decision-table.ts';
import { FaceTable } from './face-table.ts';
import { FrameTable } from './frame-table.ts';
import { GroupTable } from './group-table.ts';
import { JobTable } from './job-table.ts';
import { PassTable } from './pass-table.ts';
import { FilmFactsTable } from './film-facts-table.ts';
import { FolderTable } from './folder-table.ts';
import { PeopleTable } from './people-table.ts';
import { RegionTable } from './region-table.ts';
import { SettingsTable } from './settings-table.ts';
import { SummaryTable } from './summary-table.ts';
import { VideoTable } from './video-table.ts';

/** A library's tables over one connection. */
export class LibraryStore {
  readonly videos: VideoTable;
  readonly cues: CueTable;
  readonly faces: FaceTable;
  readonly groups: GroupTable;
  readonly decisions: DecisionTable;
  readonly frames: FrameTable;
  readonly people: PeopleTable;
  readonly passes: PassTable;
  readonly jobs: JobTable;
  readonly facts: FilmFactsTable;
  readonly folders: FolderTable;
  readonly settings: SettingsTable;
  readonly summaries: SummaryTable;
  readonly regions: RegionTable;
  readonly concepts: ConceptTable;
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
    this.videos = new VideoTable(db);
    this.cues = new CueTable(db);
    this.faces = new FaceTable(db);
    this.groups = new GroupTable(db);
    this.decisions = new DecisionTable(db);
    this.frames = new FrameTable(db);
    this.people = new PeopleTable(db);
    this.passes = new PassTable(db);
    this.jobs = new JobTable(db);
    this.facts = new FilmFactsTable(db);
    this.folders = new FolderTable(db);
    this.settings = new SettingsTable(db);
    this.summaries = new SummaryTable(db);
    this.regions = new RegionTable(db);
    this.concepts = new ConceptTable(db);
  }

  /** Runs `work` in one transaction: all of it is kept or none. Nothing in it may await. */
  transaction<T>(work: () => T): T {
    return this.#db.transaction(work).immediate();
  }
}
