import { resolve } from 'node:path';
import type { Interval } from '../domain/interval.ts';
import { checkedOutput } from '../exports/output-file.ts';
import { writeTrack } from '../exports/track-file.ts';
import { apiPath, requireVideo } from '../library/library-path.ts';
import { probeOf } from '../library/video-views.ts';
import { probe, type MediaProbe } from '../media/probe.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { followInWorker } from '../tracking/follow-in-worker.ts';
import { usualFrameRate } from '../tracking/follow-request.ts';
import type { CoreContext, HandlersOf, MethodsOf } from './core-context.ts';

/** The calls that follow things through films. */
export function tracksHandlers({ reader, ffmpeg }: CoreContext): HandlersOf<MethodsOf<'tracks'>> {
  return {
    'tracks.follow': async ({ path: givenPath, videoId, at, box, output }, signal) => {
      const tools = await ffmpeg.tools();
      const { path, shots, ...known } = filmOf(reader, videoId ?? givenPath ?? '');
      const target = output === undefined ? null : await checkedOutput(output, [path]);
      const facts = known.probe ?? (await probe(tools, path, signal));
      const shot = shots.find(({ start, end }) => at >= start && at < end) ?? null;
      const { boxes, start, end } = await followInWorker(
        tools,
        { path, probe: facts, at, box, shot },
        signal,
      );
      const frameRate = facts.video?.frameRate || usualFrameRate;
      if (target !== null) await writeTrack(target, boxes, frameRate);
      const written = target === null ? null : apiPath(target);
      return { boxes: boxes.map((each) => ({ ...each })), start, end, frameRate, path: written };
    },
  };
}

/** A film of the library with its shots, or any other file. Throws UserFacingError when the library holds no such number. */
function filmOf(
  reader: LibraryReader,
  film: number | string,
): { path: string; probe: MediaProbe | null; shots: readonly Interval[] } {
  const video = typeof film === 'number' ? requireVideo(reader, film) : reader.videos.byPath(resolve(film));
  if (!video) return { path: resolve(String(film)), probe: null, shots: [] };
  return { path: video.path, probe: probeOf(video), shots: reader.videos.shots(video.id) };
}
