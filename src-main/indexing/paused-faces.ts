import { boxIou, type Box } from '../domain/box.ts';
import { UserFacingError } from '../domain/errors.ts';
import type { DetectedFace } from '../domain/face.ts';
import { anchorSeconds, trackShowing } from '../domain/face-anchor.ts';
import type { RgbImage } from '../domain/image.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import { filmPicture } from '../media/film-picture.ts';
import type { ModelSet } from '../models/model-interfaces.ts';
import type { LibraryStore } from '../store/library-store.ts';
import type { NewPersonPicture } from '../store/people-table.ts';
import type { VideoRow } from '../store/video-table.ts';
import { describeFace, minConfidence, portraitOf } from './enrolment.ts';
import { decodePicture } from './picture-input.ts';

/** A place in a film's picture. */
export interface PlaceInFilm {
  readonly videoId: number;
  readonly time: number;
  /** Fractions of the displayed picture. */
  readonly box: Box;
}

/** A face that a film shows while it is paused. */
export interface PausedFace {
  /** Fractions of the displayed picture. */
  readonly box: Box;
  /** JPEG, square. */
  readonly portrait: Uint8Array;
  /** The track that shows it; null where indexing has seen none there. */
  readonly trackId: number | null;
}

/** A face is the one that was meant when it overlaps the box by this IoU. */
const leastIou = 0.3;

/** The faces that a film shows at a time, the largest first. Throws a UserFacingError when it cannot be looked at. */
export async function pausedFaces(
  store: LibraryStore,
  ffmpeg: FfmpegTools,
  models: ModelSet,
  videoId: number,
  time: number,
): Promise<PausedFace[]> {
  const { image, faces } = await look(requireFilm(store, videoId), time, ffmpeg, models);
  return Promise.all(
    faces.map(async (face) => {
      const box = shareOf(image, face.box);
      const portrait = await portraitOf(image, face);
      return { box, portrait, trackId: trackAt(store, { videoId, time, box }) };
    }),
  );
}

/** The face at a place of a film, as somebody is enrolled from it. Throws a UserFacingError when there is none. */
export async function faceAt(
  store: LibraryStore,
  ffmpeg: FfmpegTools,
  models: ModelSet,
  place: PlaceInFilm,
): Promise<{ readonly picture: NewPersonPicture; readonly box: Box; readonly trackId: number | null }> {
  const video = requireFilm(store, place.videoId);
  const { image, faces } = await look(video, place.time, ffmpeg, models);
  const [meant] = faces
    .map((face) => ({ face, iou: boxIou(shareOf(image, face.box), place.box) }))
    .toSorted((a, b) => b.iou - a.iou);
  if (!meant || meant.iou < leastIou) {
    throw new UserFacingError(
      'no-face',
      `No face was found in this place of “${video.title}”.`,
      'Go on by a few frames, to where the face is large, sharp and turned to the camera.',
    );
  }
  const box = shareOf(image, meant.face.box);
  return {
    picture: await describeFace(video.title, image, meant.face, models),
    box,
    trackId: trackAt(store, { ...place, box }),
  };
}

function requireFilm(store: LibraryStore, videoId: number): VideoRow {
  const video = store.videos.byId(videoId);
  if (video) return video;
  throw new UserFacingError(
    'not-found',
    'This film is no longer in the library.',
    'Look at the library again.',
  );
}

async function look({ path, title }: VideoRow, time: number, ffmpeg: FfmpegTools, models: ModelSet) {
  const image = await decodePicture(title, await filmPicture(ffmpeg, path, time));
  const faces = (await models.faceDetector.detect(image))
    .filter(({ confidence }) => confidence >= minConfidence)
    .toSorted((a, b) => sizeOf(b) - sizeOf(a));
  return { image, faces };
}

function trackAt(store: LibraryStore, { videoId, time, box }: PlaceInFilm): number | null {
  return trackShowing(
    { time, box },
    store.faces.seenBetween(videoId, time - anchorSeconds, time + anchorSeconds),
  );
}

function sizeOf({ box }: DetectedFace): number {
  return box.width * box.height;
}

function shareOf({ width, height }: RgbImage, box: Box): Box {
  return { x: box.x / width, y: box.y / height, width: box.width / width, height: box.height / height };
}
