import { resolve } from 'node:path';
import type { Box } from '../domain/box.ts';
import { UserFacingError } from '../domain/errors.ts';
import type { Interval } from '../domain/interval.ts';
import { shownName } from '../media/ffmpeg-process.ts';
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
  /** Null where the library does not hold the film. */
  readonly fingerprint: string | null;
  readonly probe: MediaProbe | null;
  /** None where the library does not hold the film. */
  readonly shots: readonly Interval[];
}

/** The calls that follow things through films. */
export function tracksHandlers(context: CoreContext): HandlersOf<MethodsOf<'tracks'>> {
  const { reader, worker, folders } = context;
  return {
    'tracks.follow': async ({ path: givenPath, videoId, at, box, output, alsoSeen: isSought }, signal) => {
      const film = filmOf(reader, videoId ?? givenPath ?? '');
      const target = output === undefined ? null : await checkedOutput(output, [film.path]);
      if (isSought && film.fingerprint === null) throw notInLibrary(film.path);
      const { boxes, start, end, frameRate } = await followIn(context, film, at, box, signal);
      if (target !== null) await writeTrack(target, boxes, frameRate);
      const written = target === null ? null : apiPath(target);
      const sights =
        isSought && film.fingerprint !== null
          ? await alsoSeen(reader, { fingerprint: film.fingerprint, boxes, start, end }, signal)
          : null;
      const seen = boxes.map((each) => ({ ...each }));
      return { boxes: seen, start, end, frameRate, path: written, alsoSeen: sights };
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

    'tracks.alsoSeen': async ({ id }, signal) => ({
      sights: await alsoSeen(reader, requireTrack(reader, id), signal),
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
  if (!video) return { path: resolve(String(film)), fingerprint: null, probe: null, shots: [] };
  const { path, fingerprint } = video;
  return { path, fingerprint, probe: probeOf(video), shots: reader.videos.shots(video.id) };
}

function notInLibrary(path: string): UserFacingError {
  return new UserFacingError(
    'not-found',
    `The library does not hold ${shownName(path)}, so that nothing in it can be known again elsewhere.`,
    'Index the film first, or follow the thing without looking for it elsewhere.',
  );
}

function requireTrack(reader: LibraryReader, id: number): DrawnTrackRow {
  const track = reader.drawnTracks.byId(id);
  if (track) return track;
  throw new UserFacingError('not-found', 'This track is not in the library any more.', 'Draw the box anew.');
}

function trackView({ id, start, end, boxes }: DrawnTrackRow): DrawnTrack {
  return { id, start, end, boxes: boxes.map((each) => ({ ...each })) };
}
