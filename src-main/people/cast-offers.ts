import { basename } from 'node:path';
import { UserFacingError } from '../domain/errors.ts';
import { foldName } from '../domain/person-name.ts';
import { folderOfPicture } from '../media/sidecars/cast.ts';
import { readStillPicture } from '../media/sidecars/still-picture.ts';
import type { CastRow } from '../store/film-facts-table.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { VideoRow } from '../store/video-table.ts';

/** Somebody of a film's cast who can be enrolled from a picture beside it. */
export interface CastOffer {
  videoId: number;
  name: string;
  role: string | null;
  hasPicture: boolean;
  enrolled: boolean;
}

const pictureSize = 1280;

/** The cast of one film, or of all, with who is enrolled already; whom there is a picture of comes first. */
export function castOffers(reader: LibraryReader, videoId: number | null): CastOffer[] {
  const enrolled = new Set(reader.people.all().map(({ name }) => foldName(name)));
  const offers = reader.facts.cast(videoId).map(({ videoId: film, name, role, picturePath }) => ({
    videoId: film,
    name,
    role,
    hasPicture: picturePath !== null,
    enrolled: enrolled.has(foldName(name)),
  }));
  return [...offers.filter((offer) => offer.hasPicture), ...offers.filter((offer) => !offer.hasPicture)];
}

/** Somebody of a film's cast, by a name as people write it. Throws a {@link UserFacingError} when nobody has it. */
export function requireCastMember(reader: LibraryReader, video: VideoRow, name: string): CastRow {
  const member = reader.facts.cast(video.id).find((one) => foldName(one.name) === foldName(name));
  if (member) return member;
  throw new UserFacingError(
    'unknown-person',
    `The files beside “${video.title}” name nobody called ${name}.`,
    'See the cast with: kinora people cast <video>',
  );
}

/**
 * The picture of somebody of a film's cast as a JPEG of at most 1280 pixels, made anew from the file beside the film.
 * Throws a {@link UserFacingError} when there is none, or it cannot be used.
 */
export async function readCastPicture(
  video: VideoRow,
  { name, picturePath }: CastRow,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const folder = picturePath === null ? null : folderOfPicture(video.path, picturePath);
  if (picturePath === null || folder === null) {
    throw new UserFacingError(
      'not-found',
      `There is no picture of ${name} beside “${video.title}”.`,
      'Put one in the folder .actors beside the film, or enrol from a picture of your own.',
    );
  }
  return { name: basename(picturePath), bytes: await readStillPicture(picturePath, folder, pictureSize) };
}
