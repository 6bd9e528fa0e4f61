import type { ConceptKind } from '../domain/concept.ts';
import type { Problem } from '../domain/errors.ts';
import type { LogEntry } from '../domain/event-log.ts';
import type { Interval } from '../domain/interval.ts';
import type { IndexProgress } from '../domain/progress.ts';
import type { CollectionAction, CollectionChange } from '../domain/collection.ts';
import type { ExampleRow } from '../store/example-table.ts';
import type { SubtitleLine } from '../domain/subtitle-line.ts';
import type { SourceAlignment } from '../store/line-edit-table.ts';
import type { WatchingChoice } from '../store/folder-table.ts';
import type { DecisionAction } from '../store/decision-table.ts';
import type { VoiceAction } from '../store/voice-decision-table.ts';
import type { AlikePeople } from './alike-people.ts';
import type { DoubtfulGroup } from './doubtful-groups.ts';
import type { NewDrawnTrack } from '../store/drawn-track-table.ts';
import type { SavedSearch } from '../store/search-table.ts';
import type { ConceptOutcome, ConceptPreview } from './concepts/concept-keeper.ts';
import type { ConceptPicture } from './concepts/concept-pictures.ts';
import type { RejectedPicture } from './enrolment.ts';
import type { FolderPatterns } from './folder-patterns.ts';
import type { IndexingSettings } from './indexing-settings.ts';
import type { LanguageModelChoice, ModelPurpose } from './language-model-choice.ts';
import type { PassBook } from './passes/pass-book.ts';
import type { PausedFace, PlaceInFilm } from './paused-faces.ts';
import type { GivenPicture } from './picture-input.ts';
import type { PictureTrial } from './picture-trial.ts';
import type { PersonPreview } from './preview-person.ts';
import type { IndexOutcome } from './queue/index-request.ts';
import type { FolderStatus } from './watching/folder-keeper.ts';
import type { LoadModels } from './worker-tools.ts';

export interface LibraryWorkerOptions {
  readonly libraryFolder: string;
  /** Where converted models lie; the platform's cache folder when left out. */
  readonly modelCache?: string;
  /** The ffmpeg that the user chose in the settings. */
  readonly ffmpegSetting?: string;
  /**
   * Whether the library's folders are watched and queued work goes on by itself. Otherwise films are worked on only while
   * somebody waits for them.
   */
  readonly background?: boolean;
  /** Tells this worker's leases from others'; one that takes a dead one's place has its id. */
  readonly workerId?: string;
  /** What a worker said last before it died and this one took its place. */
  readonly lastWords?: string;
  /** Address of a module that gives other passes and models, see `WorkerModule`; for tests. */
  readonly module?: string;
}

/** What a module of {@link LibraryWorkerOptions} exports. */
export interface WorkerModule {
  readonly book: PassBook;
  readonly load: LoadModels;
}

export interface IndexSummary extends IndexOutcome {
  /** Wall time. */
  readonly seconds: number;
}

export interface EnrolOutcome {
  /** Null when no picture could be used and nobody of that name exists. */
  readonly personId: number | null;
  readonly accepted: number;
  readonly rejected: readonly RejectedPicture[];
}

export interface RemovedFolder {
  /** False when the library had no such folder. */
  readonly removed: boolean;
  /** The films that went with it. */
  readonly films: readonly number[];
}

/** Lines of one source in the place of others, by the numbers of those. */
export interface LineCorrection {
  readonly videoId: number;
  readonly source: string;
  readonly ids: readonly number[];
  readonly lines: readonly SubtitleLine[];
}

export interface NamedGroup {
  readonly personId: number;
  /** Whether somebody of that name was there before. */
  readonly isKnown: boolean;
}

/** From what somebody could be enrolled. */
export type PreviewSource =
  | { readonly pictures: readonly GivenPicture[] }
  | { readonly face: PlaceInFilm }
  | { readonly group: number };

export interface PreviewedPerson extends PersonPreview {
  /** Who has the name already. */
  readonly knownId: number | null;
  /** Pictures that could be used. */
  readonly accepted: number;
  readonly rejected: readonly RejectedPicture[];
}

/** What the worker can be asked: arguments and answer of each command. */
export interface WorkerCommands {
  index: { input: { paths: readonly string[] }; output: IndexSummary };
  rescan: { input: { folders: readonly string[] }; output: IndexSummary };
  folderStatus: { input: Record<string, never>; output: readonly FolderStatus[] };
  removeFolder: { input: { path: string; keepFilms: boolean }; output: RemovedFolder };
  setWatching: { input: { path: string; watching: WatchingChoice }; output: boolean };
  setPatterns: { input: { patterns: FolderPatterns | null }; output: null };
  checkPresence: { input: { videoId: number }; output: null };
  renew: { input: Record<string, never>; output: IndexSummary };
  retry: { input: { videoId: number }; output: IndexSummary };
  retryAll: { input: Record<string, never>; output: IndexSummary };
  focus: { input: { videoId: number }; output: boolean };
  changeSettings: { input: Partial<IndexingSettings>; output: IndexingSettings };
  cancel: { input: Record<string, never>; output: boolean };
  removeVideo: { input: { videoId: number }; output: boolean };
  enrol: { input: { name: string; pictures: readonly GivenPicture[] }; output: EnrolOutcome };
  tryPicture: { input: { picture: GivenPicture; text: string }; output: PictureTrial };
  saveSearch: { input: { name: string; query: string }; output: SavedSearch };
  forgetSearch: { input: { id: number }; output: SavedSearch | null };
  noteSearch: { input: { query: string }; output: null };
  setRecentSearches: { input: { queries: readonly string[] }; output: null };
  keepTurns: { input: { conversation: string; from: number; turns: readonly string[] }; output: null };
  forgetConversation: { input: { name: string }; output: boolean };
  chooseLanguageModel: { input: { purpose: ModelPurpose; choice: LanguageModelChoice | null }; output: null };
  setSeen: { input: { videoId: number; seen: boolean }; output: boolean };
  keepExample: { input: { given: GivenPicture }; output: ExampleRow };
  renamePerson: { input: { personId: number; name: string }; output: null };
  removePerson: { input: { personId: number }; output: boolean };
  addConcept: {
    input: { name: string; kind: ConceptKind; pictures: readonly ConceptPicture[] };
    output: ConceptOutcome;
  };
  previewConcept: {
    input: { kind: ConceptKind; pictures: readonly ConceptPicture[] };
    output: ConceptPreview;
  };
  renameConcept: { input: { conceptId: number; name: string }; output: null };
  removeConcept: { input: { conceptId: number }; output: boolean };
  nameNow: { input: Record<string, never>; output: null };
  nameGroup: { input: { groupId: number; name: string }; output: NamedGroup };
  mergeGroups: { input: { groupIds: readonly number[] }; output: null };
  splitGroup: { input: { groupId: number; trackIds: readonly number[] }; output: null };
  ignoreGroup: { input: { groupId: number; isIgnored: boolean }; output: null };
  notThis: { input: { personId: number; trackId: number }; output: null };
  answer: { input: { personId: number; trackId: number; shows: boolean }; output: null };
  setCover: { input: { personId: number; from: { track: number } | { picture: number } }; output: null };
  removePicture: { input: { pictureId: number }; output: boolean };
  keepApart: { input: { personId: number; otherId: number }; output: null };
  alikePeople: { input: Record<string, never>; output: readonly AlikePeople[] };
  doubtful: { input: { personId: number; limit: number }; output: readonly DoubtfulGroup[] };
  previewPerson: { input: { name: string | null; source: PreviewSource }; output: PreviewedPerson };
  facesAt: { input: { videoId: number; time: number }; output: readonly PausedFace[] };
  enrolFace: { input: { name: string; place: PlaceInFilm }; output: NamedGroup };
  unitePeople: { input: { into: number; from: number }; output: null };
  nameVoice: { input: { voiceId: number; name: string }; output: number };
  forgetVoices: { input: { voiceIds: readonly number[] }; output: null };
  tellSpeaker: { input: { videoId: number; line: Interval; name: string }; output: number };
  mergeVoices: { input: { into: number; from: number }; output: null };
  refuseSpeaker: { input: { videoId: number; line: Interval; personId: number }; output: null };
  undoVoices: { input: Record<string, never>; output: VoiceAction | null };
  setVoicesAcrossFilms: { input: { isAcross: boolean }; output: null };
  keepDrawnTrack: { input: { track: NewDrawnTrack }; output: number };
  removeDrawnTrack: { input: { trackId: number }; output: boolean };
  restoreDrawnTrack: { input: { trackId: number }; output: boolean };
  undoDecision: { input: Record<string, never>; output: DecisionAction | null };
  correctLines: { input: LineCorrection; output: null };
  undoLines: { input: { videoId: number }; output: boolean };
  redoLines: { input: { videoId: number }; output: boolean };
  alignLines: { input: SourceAlignment & { videoId: number }; output: null };
  /** Gives the collection's number. */
  changeCollection: { input: CollectionChange; output: number };
  undoCollections: { input: Record<string, never>; output: CollectionAction | null };
  close: { input: Record<string, never>; output: null };
}

export type WorkerCommand = keyof WorkerCommands;

export interface WorkerRequest<C extends WorkerCommand = WorkerCommand> {
  readonly id: number;
  readonly command: C;
  readonly input: WorkerCommands[C]['input'];
}

export type ChangedThing = 'videos' | 'people' | 'concepts' | 'models' | 'folders' | 'lines' | 'collections';

export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'answer'; readonly id: number; readonly output: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly problem: Problem }
  | { readonly kind: 'progress'; readonly progress: IndexProgress }
  | { readonly kind: 'changed'; readonly what: ChangedThing }
  | { readonly kind: 'warned'; readonly sentence: string }
  | { readonly kind: 'log'; readonly entry: LogEntry };
