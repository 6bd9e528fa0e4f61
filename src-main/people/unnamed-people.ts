import type { Box } from '../domain/box.ts';
import { UserFacingError } from '../domain/errors.ts';
import { anchorSample } from '../domain/face-anchor.ts';
import type { GroupTrack, UnnamedGroup } from '../store/group-queries.ts';
import type { LibraryReader } from '../store/library-reader.ts';

/** A face of a group: its track, and when and where the film shows it best. */
export interface GroupFace {
  readonly track: number;
  readonly videoId: number;
  readonly time: number;
  /** Fractions of the displayed picture. */
  readonly box: Box;
}

/** Somebody whom nobody has named, with some faces. */
export interface UnnamedPerson extends UnnamedGroup {
  readonly faces: GroupFace[];
}

/** Faces that are shown of each group. */
const facesShown = 6;
/** Faces of one group that can be looked through. */
const mostFaces = 2000;

/** The unnamed people of the library, those most on screen first. */
export function listUnnamed(reader: LibraryReader, limit: number, offset: number) {
  const groups = reader.groups.unnamed(limit, offset);
  return {
    total: reader.groups.unnamedCount(),
    groups: groups.map((group) => ({ ...group, faces: facesOf(reader, group.id, facesShown) })),
  };
}

/** An unnamed person with all faces. Throws a {@link UserFacingError} when it is no longer there. */
export function unnamedPerson(reader: LibraryReader, id: number): UnnamedPerson {
  const group = reader.groups.unnamedById(id);
  if (!group) throw goneGroup();
  return { ...group, faces: facesOf(reader, id, mostFaces) };
}

/** Throws a {@link UserFacingError} unless each of these is an unnamed person. */
export function requireUnnamed(reader: LibraryReader, ids: readonly number[]): void {
  for (const id of ids) if (!reader.groups.unnamedById(id)) throw goneGroup();
}

function facesOf(reader: LibraryReader, groupId: number, limit: number): GroupFace[] {
  return reader.groups.clearest(groupId, limit).map((track) => faceOf(reader, track));
}

function faceOf(reader: LibraryReader, { trackId, videoId }: GroupTrack): GroupFace {
  const { time, box } = anchorSample(reader.faces.samples(trackId));
  return { track: trackId, videoId, time, box };
}

function goneGroup(): UserFacingError {
  return new UserFacingError(
    'not-found',
    'This unnamed person is no longer there: the faces were named, ignored or grouped anew.',
    'Look at the unnamed people again.',
  );
}
