import type { Frame } from '../../domain/image.ts';
import type { Problem } from '../../domain/errors.ts';
import type { Shot } from '../../domain/shot.ts';
import type { FfmpegTools } from '../../media/ffmpeg-tools.ts';
import type { PcmChunk } from '../../media/pcm-reader.ts';
import type { MediaProbe } from '../../media/probe.ts';

/** A film to be decoded, as it crosses into the thread. */
export interface FilmSource {
  readonly ffmpeg: FfmpegTools;
  readonly path: string;
  readonly probe: MediaProbe;
}

/** What can be asked of a decode thread. */
export interface DecodeJobs {
  /** Every picture once: the samples, and what the small pictures tell. */
  film: FilmSource & {
    /** ffmpeg's name of the hardware decoder to use; the processor decodes without one. */
    readonly hardware?: string | undefined;
    readonly wants: { readonly samples: boolean; readonly small: boolean; readonly shots: boolean };
  };
  /** Pictures for a first look. */
  sketch: FilmSource;
  /** 16 kHz mono sound, in chunks of some steps of so many samples. */
  sound: { readonly ffmpeg: FfmpegTools; readonly path: string; readonly stepSize: number };
}

/** The items that each kind of job gives, in time order. */
export interface DecodeItems {
  film: FilmItem;
  sketch: Frame;
  sound: PcmChunk;
}

export type DecodeKind = keyof DecodeJobs;

/** A sample of a film's one full decode: the first picture at or after a quarter of a second, at most 960 x 540. */
export interface Sample {
  readonly frame: Frame;
  /** Whether the film may have cut to another shot since the last sample. */
  readonly mayFollowCut: boolean;
  /** Whether it stands for what the film shows around here: see FrameChoice. */
  readonly isChosen: boolean;
}

export type FilmItem =
  | { readonly kind: 'sample'; readonly sample: Sample }
  /** Every picture, 64 wide. */
  | { readonly kind: 'small'; readonly frame: Frame }
  /** How far the decode is, where it gives no samples. */
  | { readonly kind: 'reached'; readonly time: number }
  /** Last of all. */
  | { readonly kind: 'shots'; readonly shots: readonly Shot[] };

export interface DecodeRequest<K extends DecodeKind = DecodeKind> {
  readonly kind: K;
  readonly job: DecodeJobs[K];
}

/** From the thread. */
export type DecodeMessage =
  | { readonly kind: 'item'; readonly item: unknown; readonly bytes: number }
  | { readonly kind: 'warning'; readonly sentence: string }
  | { readonly kind: 'end' }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'failed'; readonly error: unknown };

/** To the thread. */
export type DecodeControl =
  /** So many bytes of items have been worked through. */
  { readonly kind: 'done'; readonly bytes: number } | { readonly kind: 'stop' };
