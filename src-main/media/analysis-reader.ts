import type { Frame } from '../domain/image.ts';
import type { Interval } from '../domain/interval.ts';
import { UserFacingError } from '../domain/errors.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { shownName } from './ffmpeg-process.ts';
import { everyExpression, fitWithin, rgbFilters } from './picture-filters.ts';
import { decodePictures } from './picture-stream.ts';
import type { MediaProbe } from './probe.ts';

export interface AnalysisRequest {
  path: string;
  probe: MediaProbe;
  /** Width in pixels of the small pictures for the shot detector; 64 is what it is tuned on. */
  shotWidth: number;
  /** Seconds between the larger pictures: the first one at or after each multiple. */
  sampleSeconds: number;
  /** The larger pictures fit this box. */
  maxWidth: number;
  maxHeight: number;
  /** Whether the larger pictures are left out. */
  smallOnly?: boolean;
  interval?: Interval | undefined;
  /** ffmpeg's name of a hardware decoder; the processor decodes without one. */
  hardware?: string | undefined;
  /** Told once when a part of the film could not be decoded. */
  onWarning?: (sentence: string) => void;
  stallMs?: number;
}

export type AnalysisFrame = { kind: 'shot'; frame: Frame } | { kind: 'sample'; frame: Frame };

/**
 * Decodes a film once and gives every picture small (`shot`) and some larger (`sample`), merged in time order. Both
 * come through one pipe, so neither can starve or block the other, and ffmpeg waits whenever the reader is slow:
 * memory stays bounded. A file that breaks in the middle ends early and tells `onWarning`.
 */
export async function* readAnalysis(
  tools: FfmpegTools,
  request: AnalysisRequest,
  signal?: AbortSignal,
): AsyncGenerator<AnalysisFrame, void> {
  const { path, probe, shotWidth, sampleSeconds, maxWidth, maxHeight } = request;
  const { interval, hardware, onWarning, stallMs } = request;
  if (!probe.video) {
    throw new UserFacingError(
      'unsupported-media',
      `${shownName(path)} has sound but no pictures.`,
      'Choose a film with pictures.',
    );
  }
  const small = fitWithin(probe.video, shotWidth, shotWidth * 4);
  const large = fitWithin(probe.video, maxWidth, maxHeight);
  const select = everyExpression(sampleSeconds, probe.startTime);
  const outputs = [
    { filters: rgbFilters(small), size: small },
    ...(request.smallOnly ? [] : [{ filters: `select='${select}',${rgbFilters(large)}`, size: large }]),
  ];
  for await (const { output, frame } of decodePictures(
    tools,
    { path, probe, outputs, interval, hardware, onWarning, stallMs },
    signal,
  )) {
    yield output === 0 ? { kind: 'shot', frame } : { kind: 'sample', frame };
  }
}
