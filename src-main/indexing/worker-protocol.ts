import type { Problem } from '../domain/errors.ts';
import type { IndexProgress } from '../domain/progress.ts';
import type { WatchingChoice } from '../store/folder-table.ts';
import type { RejectedPicture } from './enrolment.ts';
import type { FolderPatterns } from './folder-patterns.ts';
import type { ToldPath } from './index-job.ts';
import type { GivenPicture } from './picture-input.ts';
import type { PictureTrial } from './picture-trial.ts';
import type { FolderStatus } from './watching/folder-keeper.ts';

export interface LibraryWorkerOptions {
  readonly libraryFolder: string;
  /** Where converted models lie; the platform's cache folder when left out. */
  readonly modelCache?: string;
  /** The ffmpeg that the user chose in the settings. */
  readonly ffmpegSetting?: string;
  /** Whether the library's folders are watched. */
  readonly watch?: boolean;
}

export interface IndexSummary {
  readonly videos: number;
  readonly failed: readonly ToldPath[];
  /** Films that are indexed as far as they could be read. */
  readonly warnings: readonly ToldPath[];
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
  cancel: { input: Record<string, never>; output: boolean };
  removeVideo: { input: { videoId: number }; output: boolean };
  enrol: { input: { name: string; pictures: readonly GivenPicture[] }; output: EnrolOutcome };
  tryPicture: { input: { picture: GivenPicture; text: string }; output: PictureTrial };
  renamePerson: { input: { personId: number; name: string }; output: null };
  removePerson: { input: { personId: number }; output: boolean };
  close: { input: Record<string, never>; output: null };
}

export type WorkerCommand = keyof WorkerCommands;

export interface WorkerRequest<C extends WorkerCommand = WorkerCommand> {
  readonly id: number;
  readonly command: C;
  readonly input: WorkerCommands[C]['input'];
}

export type ChangedThing = 'videos' | 'people' | 'models' | 'folders';

export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'answer'; readonly id: number; readonly output: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly problem: Problem }
  | { readonly kind: 'progress'; readonly progress: IndexProgress }
  | { readonly kind: 'changed'; readonly what: ChangedThing };
