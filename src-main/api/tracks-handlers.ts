import { resolve } from 'node:path';
import type { Box } from '../domain/box.ts';
import { UserFacingError } from '../domain/errors.ts';
import type { Interval } from '../domain/interval.ts';
import { checkedOutput, reserveFile } from '../media/output-file.ts';
import { writeTrack } from '../exports/track-file.ts';
import { apiPath, requireVideo } from '../library/library-path.ts';
import { probeOf } from '../library/video-views.ts';
import { probe, type MediaProbe } from '../media/probe.ts';
import type { DrawnTrackRow } from '../store/drawn-track-table.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { alsoSeen } from '../tracking/also-seen.ts';
import { followInWorker } from '../tracking/follow-in-worker.ts';
import { usualFrameRate, type FollowedThing } from '../tracking/follow-request.ts';
import type { DrawnTrack } from './contract.ts';
import type { CoreContext, HandlersOf, MethodsOf } from './core-context.ts';

interface FollowedFilm {
  readonly path: string;
  readonly probe: MediaProbe | null;
  /** None where the library does not hold the film. */
  readonly shots: readonly Interval[];
}

/** The calls that follow things through films. */
export function tracksHandlers(context: CoreContext): HandlersOf<MethodsOf<'tracks'>> {
  const { reader, worker, folders } = context;
  return {
    'tracks.follow': async ({ path: givenPath, videoId, at, box, output }, signal) => {
      const film = filmOf(reader, videoId ?? givenPath ?? '');
      const target = output === undefined ? null : await checkedOutput(output, [film.path]);
      const { boxes, start, end, frameRate } = await followIn(context, film, at, box, signal);
      if (target !== null) await writeTrack(target, boxes, frameRate);
      const written = target === null ? null : apiPath(target);
      return { boxes: boxes.map((each) => ({ ...each })), start, end, frameRate, path: written };
    },

    'tracks.keep': async ({ videoId, at, box }, signal) => {
      const { fingerprint } = requireVideo(reader, videoId);
      const track = await followIn(context, filmOf(reader, videoId), at, box, signal);
      signal?.throwIfAborted();
      const id = await worker.keepDrawnTrack({ fingerprint, ...track });
      return trackView({ id, fingerprint, ...track });
    },

    'tracks.list': ({ videoId }) => {
      const { fingerprint } = requireVideo(reader, videoId);
      return { tracks: reader.drawnTracks.byFilm(fingerprint).map(trackView) };
    },

    'tracks.remove': async ({ id }) => ({ removed: await worker.removeDrawnTrack(id) }),

    'tracks.restore': async ({ id }) => ({ restored: await worker.restoreDrawnTrack(id) }),

    'tracks.alsoSeen': ({ id }) => ({
      sights: alsoSeen(reader, requireTrack(reader, id)).map((sight) => ({ ...sight })),
    }),

    'tracks.export': async ({ id, output }) => {
      const { fingerprint, boxes, frameRate } = requireTrack(reader, id);
      const film = reader.videos.byFingerprint(fingerprint)[0];
      const path =
        output === undefined
          ? await reserveFile(folders.exports, `${film?.title ?? 'Track'} ${id}`, 'txt')
          : await checkedOutput(output, film ? [film.path] : []);
      await writeTrack(path, boxes, frameRate);
      return { path: apiPath(path) };
    },
  };
}

async function followIn(
  { ffmpeg }: CoreContext,
  { path, shots, ...known }: FollowedFilm,
  at: number,
  box: Box,
  signal: AbortSignal | undefined,
): Promise<FollowedThing & { readonly frameRate: number }> {
  const tools = await ffmpeg.tools();
  const facts = known.probe ?? (await probe(tools, path, signal));
  const shot = shots.find(({ start, end }) => at >= start && at < end) ?? null;
  const thing = await followInWorker(tools, { path, probe: facts, at, box, shot }, signal);
  return { ...thing, frameRate: facts.video?.frameRate || usualFrameRate };
}

/** A film of the library with its shots, or any other file. Throws UserFacingError when the library holds no such number. */
function filmOf(reader: LibraryReader, film: number | string): FollowedFilm {
  const video = typeof film === 'number' ? requireVideo(reader, film) : reader.videos.byPath(resolve(film));
  if (!video) return { path: resolve(String(film)), probe: null, shots: [] };
  return { path: video.path, probe: probeOf(video), shots: reader.videos.shots(video.id) };
}

function requireTrack(reader: LibraryReader, id: number): DrawnTrackRow {
  const track = reader.drawnTracks.byId(id);
  if (track) return track;
  throw new UserFacingError('not-found', 'This track is not in the library any more.', 'Draw the box anew.');
}

function trackView({ id, start, end, boxes }: DrawnTrackRow): DrawnTrack {
  return { id, start, end, boxes: boxes.map((each) => ({ ...each })) };
}
