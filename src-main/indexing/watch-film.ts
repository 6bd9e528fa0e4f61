import { decodeInThread } from './decoding/decode-thread.ts';
import type { Commit, PassTools, PassWork, WatchingPass } from './passes/pass.ts';
import { recalledOr } from './picture-keeper.ts';

/**
 * Feeds some passes from one decode of a film, or from what was kept of an earlier one where that is enough for all of
 * them; gives their commits in the passes' order.
 */
export function watchFilm(
  passes: readonly WatchingPass[],
  work: PassWork,
  tools: PassTools,
): Promise<Commit[]> {
  return recalledOr(recall(passes, work, tools), () => decode(passes, work, tools));
}

function recall(passes: readonly WatchingPass[], work: PassWork, tools: PassTools) {
  const recalls: (() => Promise<Commit>)[] = [];
  for (const pass of passes) {
    const own = pass.recall?.(work, tools);
    if (!own) return null;
    recalls.push(own);
  }
  return async (): Promise<Commit[]> => {
    const commits: Commit[] = [];
    for (const own of recalls) commits.push(await own());
    return commits;
  };
}

async function decode(passes: readonly WatchingPass[], work: PassWork, tools: PassTools): Promise<Commit[]> {
  const { video, probe, reached, warn } = work;
  const { ffmpeg, signal } = tools;
  const watchers = passes.map((pass) => pass.watch(work, tools));
  const wants = {
    samples: watchers.some(({ sample }) => sample),
    small: watchers.some(({ small }) => small),
    shots: watchers.some(({ shots }) => shots),
  };
  const job = { ffmpeg, path: video.path, probe, wants };
  for await (const item of decodeInThread('film', job, { signal, onWarning: warn })) {
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
