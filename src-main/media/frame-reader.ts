import type { Frame } from '../domain/image.ts';
import type { Interval } from '../domain/interval.ts';
import { UserFacingError } from '../domain/errors.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { shownName } from './ffmpeg-process.ts';
import { everyExpression, fitWithin, rgbFilters, timesExpression } from './picture-filters.ts';
import { decodePictures } from './picture-stream.ts';
import type { MediaProbe } from './probe.ts';

/**
 * Which pictures of a film are wanted. `every`: the first picture at or after each multiple of `seconds`; `keyframes`:
 * the same of those pictures that can be decoded without others. `times`: for each time the first picture at or after
 * it. No picture is given twice.
 */
export type Sampling =
  | { kind: 'keyframes'; seconds: number }
  | { kind: 'every'; seconds: number }
  | { kind: 'times'; times: readonly number[] }
  | { kind: 'all' };

export interface FrameRequest {
  path: string;
  probe: MediaProbe;
  /** The picture is scaled to fit, never enlarged, its aspect kept, both sides even. */
  maxWidth: number;
  maxHeight: number;
  sampling: Sampling;
  /** Only pictures from `start` on and before `end`. */
  interval?: Interval;
  /** Told once when a part of the film could not be decoded. */
  onWarning?: (sentence: string) => void;
  stallMs?: number;
}

/** Listed times farther apart than this are reached by seeking instead of decoding everything between them. */
const seekGap = 8;
/** Keeps one command line within Windows' limit of 32,767 characters. */
const timesPerRun = 200;

/**
 * Pictures in time order with exact times: the container's presentation time less its first one, correct on variable
 * frame rates and files that do not begin at 0. Leaving the loop ends ffmpeg. Throws UserFacingError when the file has
 * no pictures or none can be decoded.
 */
export async function* readFrames(
  tools: FfmpegTools,
  request: FrameRequest,
  signal?: AbortSignal,
): AsyncGenerator<Frame, void> {
  const { sampling, interval } = request;
  if (sampling.kind !== 'times') {
    yield* framesOf(tools, request, selectionOf(sampling, request.probe), interval, signal);
    return;
  }
  for (const group of groupTimes(sampling.times, interval)) {
    const stretch = { start: Math.max(0, group[0]! - 1e-6), end: stretchEnd(group, request) };
    const select = timesExpression(group, request.probe.startTime);
    let left = group.length;
    for await (const frame of framesOf(tools, request, select, stretch, signal)) {
      yield frame;
      if (--left === 0) break;
    }
  }
}

async function* framesOf(
  tools: FfmpegTools,
  request: FrameRequest,
  select: string | null,
  interval: Interval | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<Frame, void> {
  const { path, probe, maxWidth, maxHeight, sampling, onWarning, stallMs } = request;
  if (!probe.video) {
    throw new UserFacingError(
      'unsupported-media',
      `${shownName(path)} has sound but no pictures.`,
      'Choose a film with pictures.',
    );
  }
  const size = fitWithin(probe.video, maxWidth, maxHeight);
  const filters = `${select === null ? '' : `select='${select}',`}${rgbFilters(size)}`;
  const decode = { path, probe, outputs: [{ filters, size }], interval, onWarning, stallMs };
  const pictures = decodePictures(tools, { ...decode, keyframesOnly: sampling.kind === 'keyframes' }, signal);
  for await (const { frame } of pictures) yield frame;
}

function selectionOf(sampling: Exclude<Sampling, { kind: 'times' }>, probe: MediaProbe): string | null {
  return sampling.kind === 'all' ? null : everyExpression(sampling.seconds, probe.startTime);
}

/** Sorted times without doubles, cut into groups that are worth one run of ffmpeg each. */
export function groupTimes(times: readonly number[], interval?: Interval): number[][] {
  const wanted = [...new Set(times)]
    .filter((time) => time >= 0 && (!interval || (time >= interval.start && time < interval.end)))
    .sort((a, b) => a - b);
  const groups: number[][] = [];
  for (const time of wanted) {
    const group = groups.at(-1);
    if (group && group.length < timesPerRun && time - group.at(-1)! <= seekGap) group.push(time);
    else groups.push([time]);
  }
  return groups;
}

function stretchEnd(group: readonly number[], request: FrameRequest): number {
  const last = group.at(-1)! + seekGap;
  return request.interval ? Math.min(last, request.interval.end) : last;
}
