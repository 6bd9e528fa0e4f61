import { existsSync } from 'node:fs';
import { anchorSample } from '../domain/face-anchor.ts';
import { dot } from '../domain/vector.ts';
import { cutFace } from '../media/face-picture.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import type { LibraryStore } from '../store/library-store.ts';
import type { NewPersonPicture } from '../store/people-table.ts';

/** Pictures that stand for a group. */
const mostPortraits = 4;
/** Tracks that are this share as good as the best one may stand for the group. */
const goodShare = 0.7;

interface SeenFace {
  readonly trackId: number;
  readonly videoId: number;
  readonly quality: number;
  readonly embedding: Float32Array;
}

/** Pictures of a group that is named: its best faces, as unlike each other as can be. None of films that are not there now. */
export async function groupPortraits(
  store: LibraryStore,
  trackIds: readonly number[],
  model: string,
  ffmpeg: FfmpegTools,
): Promise<NewPersonPicture[]> {
  const pictures: NewPersonPicture[] = [];
  for (const { trackId, videoId, embedding } of variousFaces(seenFaces(store, trackIds, model))) {
    const video = store.videos.byId(videoId);
    if (!video || !existsSync(video.path)) continue;
    const { time, box } = anchorSample(store.faces.samples(trackId));
    const portrait = await cutFace(ffmpeg, { path: video.path, time, box }).catch(() => null);
    if (portrait) pictures.push({ source: video.title, portrait, model, embedding });
  }
  return pictures;
}

function seenFaces(store: LibraryStore, trackIds: readonly number[], model: string): SeenFace[] {
  return trackIds.flatMap((trackId) => {
    const track = store.faces.track(trackId);
    const embedding = store.faces.embedding(trackId, model);
    return track && embedding ? [{ trackId, videoId: track.videoId, quality: track.quality, embedding }] : [];
  });
}

/** The best face, then each time the one that is least like those before. */
export function variousFaces<F extends Pick<SeenFace, 'quality' | 'embedding'>>(faces: readonly F[]): F[] {
  const best = Math.max(...faces.map(({ quality }) => quality));
  const good = faces
    .filter(({ quality }) => quality >= best * goodShare)
    .toSorted((a, b) => b.quality - a.quality);
  const chosen = good.slice(0, 1);
  while (chosen.length < Math.min(mostPortraits, good.length)) {
    const left = good.filter((face) => !chosen.includes(face));
    const likeness = (face: F) => Math.max(...chosen.map((other) => dot(face.embedding, other.embedding)));
    chosen.push(left.reduce((least, face) => (likeness(face) < likeness(least) ? face : least)));
  }
  return chosen;
}
