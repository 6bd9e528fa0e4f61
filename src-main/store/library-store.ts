import type { Database } from 'better-sqlite3';
import { BodyTable } from './body-table.ts';
import { CollectionTable } from './collection-table.ts';
import { ConceptTable } from './concept-table.ts';
import { ConversationTable } from './conversation-table.ts';
import { CueTable } from './cue-table.ts';
import { DecisionTable } from './decision-table.ts';
import { ExampleTable } from './example-table.ts';
import { DrawnTrackTable } from './drawn-track-table.ts';
import { FaceTable } from './face-table.ts';
import { FrameTable } from './frame-table.ts';
import { GroupTable } from './group-table.ts';
import { JobTable } from './job-table.ts';
import { LikelihoodTable } from './likelihood-table.ts';
import { PassTable } from './pass-table.ts';
import { FilmFactsTable } from './film-facts-table.ts';
import { FolderTable } from './folder-table.ts';
import { LineEditTable } from './line-edit-table.ts';
import { PeopleTable } from './people-table.ts';
import { PersonQueries } from './person-queries.ts';
import { SearchTable } from './search-table.ts';
import { RecognisedTable } from './recognised-table.ts';
import { RegionTable } from './region-table.ts';
import { SettingsTable } from './settings-table.ts';
import { SpeakerTable } from './speaker-table.ts';
import { SummaryTable } from './summary-table.ts';
import { VideoTable } from './video-table.ts';
import { VoiceDecisionTable } from './voice-decision-table.ts';
import { VoiceLines } from './voice-lines.ts';
import { VoiceTable } from './voice-table.ts';
import { WatchedTable } from './watched-table.ts';

/** A library's tables over one connection. */
export class LibraryStore {
  readonly videos: VideoTable;
  readonly watched: WatchedTable;
  readonly cues: CueTable;
  readonly examples: ExampleTable;
  readonly lineEdits: LineEditTable;
  readonly faces: FaceTable;
  readonly bodies: BodyTable;
  readonly likelihoods: LikelihoodTable;
  readonly groups: GroupTable;
  readonly decisions: DecisionTable;
  readonly drawnTracks: DrawnTrackTable;
  readonly frames: FrameTable;
  readonly people: PeopleTable;
  readonly persons: PersonQueries;
  readonly passes: PassTable;
  readonly jobs: JobTable;
  readonly facts: FilmFactsTable;
  readonly folders: FolderTable;
  readonly searches: SearchTable;
  readonly settings: SettingsTable;
  readonly summaries: SummaryTable;
  readonly voices: VoiceTable;
  readonly speakers: SpeakerTable;
  readonly voiceDecisions: VoiceDecisionTable;
  readonly voiceLines: VoiceLines;
  readonly recognised: RecognisedTable;
  readonly regions: RegionTable;
  readonly concepts: ConceptTable;
  readonly conversations: ConversationTable;
  readonly collections: CollectionTable;
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
    this.videos = new VideoTable(db);
    this.watched = new WatchedTable(db);
    this.cues = new CueTable(db);
    this.examples = new ExampleTable(db);
    this.lineEdits = new LineEditTable(db);
    this.faces = new FaceTable(db);
    this.bodies = new BodyTable(db);
    this.likelihoods = new LikelihoodTable(db);
    this.groups = new GroupTable(db);
    this.decisions = new DecisionTable(db);
    this.drawnTracks = new DrawnTrackTable(db);
    this.frames = new FrameTable(db);
    this.people = new PeopleTable(db);
    this.persons = new PersonQueries(db);
    this.passes = new PassTable(db);
    this.jobs = new JobTable(db);
    this.facts = new FilmFactsTable(db);
    this.folders = new FolderTable(db);
    this.searches = new SearchTable(db);
    this.settings = new SettingsTable(db);
    this.summaries = new SummaryTable(db);
    this.voices = new VoiceTable(db);
    this.speakers = new SpeakerTable(db);
    this.voiceDecisions = new VoiceDecisionTable(db);
    this.voiceLines = new VoiceLines(db);
    this.recognised = new RecognisedTable(db);
    this.regions = new RegionTable(db);
    this.concepts = new ConceptTable(db);
    this.conversations = new ConversationTable(db);
    this.collections = new CollectionTable(db);
  }

  /** Runs `work` in one transaction: all of it is kept or none. Nothing in it may await. */
  transaction<T>(work: () => T): T {
    return this.#db.transaction(work).immediate();
  }
}
