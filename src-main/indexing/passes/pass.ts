import type { IndexProgress } from '../../domain/progress.ts';
import type { FfmpegTools } from '../../media/ffmpeg-tools.ts';
import type { MediaProbe } from '../../media/probe.ts';
import type { ModelSet } from '../../models/model-interfaces.ts';
import type { LibraryFolders } from '../../store/library-database.ts';
import type { LibraryStore } from '../../store/library-store.ts';
import type { VideoRow } from '../../store/video-table.ts';

/** What every pass works with. */
export interface PassTools {
  readonly ffmpeg: FfmpegTools;
  readonly models: ModelSet;
  readonly store: LibraryStore;
  readonly folders: LibraryFolders;
  readonly signal: AbortSignal;
}

export interface PassWork {
  readonly video: VideoRow;
  readonly probe: MediaProbe;
  /** Tells how far this pass is, in seconds of the video. */
  readonly reached: (seconds: number) => void;
  /** Tells that a part of the video could not be read; the film is indexed as far as it goes. */
  readonly warn: (sentence: string) => void;
}

/** Writes a pass's rows; runs inside the transaction that marks the pass as finished, and must not await. */
export type Commit = () => void;

/**
 * One step of turning a video into rows. A pass can be killed at any instant: its rows appear in one transaction
 * together with the note that it is finished, or not at all.
 */
export interface Pass {
  readonly name: string;
  /** Raised whenever the same input would give other rows. */
  readonly version: number;
  readonly step: IndexProgress['step'];
  /** How long it takes compared with the other passes. */
  readonly weight: number;
  /** What the rows depend on besides the version; when it changes the pass runs again. */
  input(work: PassWork, tools: PassTools): Promise<string>;
  run(work: PassWork, tools: PassTools): Promise<Commit>;
}
