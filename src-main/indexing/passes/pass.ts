import type { Frame } from '../../domain/image.ts';
import type { PassName } from '../../domain/pass-name.ts';
import type { IndexProgress } from '../../domain/progress.ts';
import type { Shot } from '../../domain/shot.ts';
import type { FfmpegTools } from '../../media/ffmpeg-tools.ts';
import type { HardwareDecoding } from '../../media/hardware-decoding.ts';
import type { MediaProbe } from '../../media/probe.ts';
import type { ListFolder } from '../../media/sidecars/folder-listing.ts';
import type { ModelSet } from '../../models/model-interfaces.ts';
import type { KeptPictures } from '../../store/kept-pictures.ts';
import type { LibraryFolders } from '../../store/library-database.ts';
import type { LibraryStore } from '../../store/library-store.ts';
import type { VideoRow } from '../../store/video-table.ts';
import type { Sample } from '../decoding/decode-protocol.ts';

/** What every pass works with. */
export interface PassTools {
  readonly ffmpeg: FfmpegTools;
  readonly hardware: HardwareDecoding;
  readonly models: ModelSet;
  readonly store: LibraryStore;
  readonly folders: LibraryFolders;
  /** Pictures from earlier decodes. */
  readonly kept: KeptPictures;
  /** Lists the folders that films lie in. */
  readonly list: ListFolder;
  readonly signal: AbortSignal;
  /**
   * To be awaited between two pictures, or batches of them: waits while work is held, and at the quiet pace for a while.
   * Throws an AbortError when the pass is to end.
   */
  breathe(): Promise<void>;
}

export interface PassWork {
  readonly video: VideoRow;
  /** What the probe pass found; a pass that does not come after it must not ask. */
  readonly probe: MediaProbe;
  /** Tells how far this pass is, in seconds of the video. */
  readonly reached: (seconds: number) => void;
  /** Tells that a part of the video could not be read; the film is indexed as far as it goes. */
  readonly warn: (sentence: string) => void;
}

/** Writes a pass's rows; runs inside the transaction that marks the pass as finished, and must not await. */
export type Commit = () => void;

interface PassHead {
  readonly name: PassName;
  /** Raised whenever the same input would give other rows. */
  readonly version: number;
  /** Passes whose rows this one reads: when one of them has run again, so must this one. */
  readonly after: readonly PassName[];
  readonly step: IndexProgress['step'];
  /** How long it takes compared with the other passes. */
  readonly weight: number;
  /** What the rows depend on besides the version; when it changes the pass runs again. */
  input(work: PassWork, tools: PassTools): Promise<string>;
}

/**
 * One step of turning a video into rows. A pass can be killed at any instant: its rows appear in one transaction
 * together with the note that it is finished, or not at all.
 */
export interface RunningPass extends PassHead {
  run(work: PassWork, tools: PassTools): Promise<Commit>;
}

/** A pass that is fed from the film's one full decode, together with all others of its kind that have to run. */
export interface WatchingPass extends PassHead {
  watch(work: PassWork, tools: PassTools): Watcher;
  /** How the pass does its work from pictures that were kept when it ran before; null where it needs a decode. */
  recall?(work: PassWork, tools: PassTools): (() => Promise<Commit>) | null;
}

export type Pass = RunningPass | WatchingPass;

/**
 * What a watching pass does with the pictures of one film. A film is decoded for just what its watchers have methods for,
 * in a thread beside theirs.
 */
export interface Watcher {
  /** Takes every picture, 64 wide, in time order. */
  small?(frame: Frame): void;
  /** Takes the first picture at or after each quarter of a second, at most 960 x 540. */
  sample?(sample: Sample): Promise<void>;
  /** Takes the film's shots, at the end. */
  shots?(shots: readonly Shot[]): void;
  /** The film is over. Commits of passes in one decode run in the order of the passes, in one transaction. */
  finish(): Promise<Commit> | Commit;
}

export function isWatching(pass: Pass): pass is WatchingPass {
  return 'watch' in pass;
}
