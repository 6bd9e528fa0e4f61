import type { Frame, RgbImage } from '../domain/image.ts';
import { readAnalysis } from '../media/analysis-reader.ts';
import type { Commit, PassTools, PassWork, WatchingPass } from './passes/pass.ts';

const shotWidth = 64;
/** Seconds between two samples. */
export const sampleSeconds = 0.25;
const sampleWidth = 960;
const sampleHeight = 540;
/** Mean absolute difference of two small pictures, 0..255, from which a cut may lie between them. */
const possibleCut = 9;

/** Feeds some passes from one decode of a film; gives their commits in the passes' order. */
export async function watchFilm(
  passes: readonly WatchingPass[],
  work: PassWork,
  tools: PassTools,
): Promise<Commit[]> {
  const { video, probe, reached, warn } = work;
  const watchers = passes.map((pass) => pass.watch(work, tools));
  const request = {
    path: video.path,
    probe,
    shotWidth,
    sampleSeconds,
    maxWidth: sampleWidth,
    maxHeight: sampleHeight,
    onWarning: warn,
  };
  let last: Frame | null = null;
  let mayFollowCut = true;
  for await (const { kind, frame } of readAnalysis(tools.ffmpeg, request, tools.signal)) {
    if (kind === 'shot') {
      mayFollowCut ||= last !== null && meanDifference(last, frame) >= possibleCut;
      last = frame;
      for (const watcher of watchers) watcher.small?.(frame);
    } else {
      for (const watcher of watchers) await watcher.sample?.(frame, mayFollowCut);
      mayFollowCut = false;
      reached(frame.time);
      await tools.breathe();
    }
  }
  const commits: Commit[] = [];
  for (const watcher of watchers) commits.push(await watcher.finish());
  return commits;
}

function meanDifference(a: RgbImage, b: RgbImage): number {
  if (a.data.length !== b.data.length) return Infinity;
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += Math.abs(a.data[i]! - b.data[i]!);
  return sum / a.data.length;
}
