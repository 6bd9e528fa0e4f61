import { UserFacingError } from '../domain/errors.ts';
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

/** Decodes with the hardware that serves the film, and where that fails once more on the processor. */
async function decode(passes: readonly WatchingPass[], work: PassWork, tools: PassTools): Promise<Commit[]> {
  const { video, probe, warn } = work;
  const { ffmpeg, hardware, signal } = tools;
  const decoder = await hardware.decoderFor(ffmpeg, video.path, probe, signal);
  if (decoder === null) return decodeOnce(passes, work, tools, null);
  try {
    const fail = (sentence: string): never => {
      throw new HardwareTrouble(sentence);
    };
    return await decodeOnce(passes, { ...work, warn: fail }, tools, decoder);
  } catch (error) {
    if (!(error instanceof HardwareTrouble || error instanceof UserFacingError)) throw error;
    let isDamaged = false;
    const noteDamage = (sentence: string): void => {
      isDamaged = true;
      warn(sentence);
    };
    const commits = await decodeOnce(passes, { ...work, warn: noteDamage }, tools, null);
    if (!isDamaged) await hardware.abandon(ffmpeg, probe, `${decoder}: ${error.message}`);
    return commits;
  }
}

/** Something went wrong in a decode by hardware; whose fault it was is not known yet. */
class HardwareTrouble extends Error {
  override name = 'HardwareTrouble';
}

async function decodeOnce(
  passes: readonly WatchingPass[],
  work: PassWork,
  tools: PassTools,
  decoder: string | null,
): Promise<Commit[]> {
  const { video, probe, reached, warn } = work;
  const { ffmpeg, signal } = tools;
  const watchers = passes.map((pass) => pass.watch(work, tools));
  const wants = {
    samples: watchers.some(({ sample }) => sample),
    small: watchers.some(({ small }) => small),
    shots: watchers.some(({ shots }) => shots),
  };
  const job = { ffmpeg, path: video.path, probe, wants, hardware: decoder ?? undefined };
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
    await tools.breathe();
  }
  const commits: Commit[] = [];
  for (const watcher of watchers) commits.push(await watcher.finish());
  return commits;
}
