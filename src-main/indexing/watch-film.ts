import { decodeInThread } from './decoding/decode-thread.ts';
import type { Commit, PassTools, PassWork, WatchingPass } from './passes/pass.ts';

/** Feeds some passes from one decode of a film; gives their commits in the passes' order. */
export async function watchFilm(
  passes: readonly WatchingPass[],
  work: PassWork,
  tools: PassTools,
): Promise<Commit[]> {
  const { video, probe, reached, warn } = work;
  const { ffmpeg, signal } = tools;
  const watchers = passes.map((pass) => pass.watch(work, tools));
  const wants = {
    samples: watchers.some(({ sample }) => sample),
    small: watchers.some(({ small }) => small),
    shots: watchers.some(({ shots }) => shots),
  };
  const source = { ffmpeg, path: video.path, probe };
  for await (const item of decodeInThread('film', { ...source, wants }, { signal, onWarning: warn })) {
    switch (item.kind) {
      case 'sample':
        for (const watcher of watchers) await watcher.sample?.(item.sample);
        reached(item.sample.frame.time);
        break;
      case 'small':
        for (const watcher of watchers) watcher.small?.(item.frame);
        break;
      case 'shots':
        for (const watcher of watchers) watcher.shots?.(item.shots);
        break;
      case 'reached':
        reached(item.time);
    }
  }
  const commits: Commit[] = [];
  for (const watcher of watchers) commits.push(await watcher.finish());
  return commits;
}
