import { UserFacingError } from '../domain/errors.ts';
import { totalDuration } from '../domain/interval.ts';
import { appearanceGap, mergePresence, type Presence } from '../domain/presence.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { IdentifiedTrack } from '../store/presence-queries.ts';
import { personView, type PersonView } from './person-views.ts';
import { faceOf, type GroupFace } from './unnamed-people.ts';

/** Where a film shows somebody. */
export interface FilmPresence {
  readonly videoId: number;
  readonly title: string;
  readonly path: string;
  /** Seconds of the film, and of the tracks in it. */
  readonly duration: number;
  readonly onScreen: number;
  readonly intervals: Presence[];
}

/** Answers that are listed. */
const mostAnswers = 200;

/** The person of an id. Throws a {@link UserFacingError} when there is none. */
export function requirePerson(reader: LibraryReader, id: number): PersonView {
  const person = personView(reader, id);
  if (person) return person;
  throw new UserFacingError(
    'unknown-person',
    'This person is no longer in the library.',
    'Look at the list of people again.',
  );
}

/** All that is known of a person. Throws as {@link requirePerson}. */
export function personPage(reader: LibraryReader, id: number) {
  return {
    person: requirePerson(reader, id),
    films: filmsOf(reader, reader.presence.tracksOf([id])),
    faces: reader.persons.faceCount(id),
    pictures: reader.people.pictures(id).map((picture) => ({ ...picture })),
    answers: reader.persons
      .answers(id)
      .slice(0, mostAnswers)
      .flatMap(({ trackId, shows }) => {
        const face = faceOf(reader, trackId);
        return face ? [{ ...face, shows }] : [];
      }),
  };
}

/** Some faces of a person, the clearest first. */
export function facesOfPerson(reader: LibraryReader, id: number, limit: number, offset: number) {
  return reader.persons.faces(id, limit, offset).flatMap(({ trackId, confidence }) => {
    const face = faceOf(reader, trackId);
    return face ? [{ ...face, confidence }] : [];
  });
}

/** Where films show some tracks, the film that shows most first. */
export function filmsOf(
  reader: LibraryReader,
  tracks: readonly Omit<IdentifiedTrack, 'personId' | 'person'>[],
): FilmPresence[] {
  return [...Map.groupBy(tracks, ({ videoId }) => videoId)]
    .flatMap(([videoId, own]) => {
      const video = reader.videos.byId(videoId);
      if (!video) return [];
      const onScreen = totalDuration(own);
      const { title, path, duration } = video;
      return [{ videoId, title, path, duration, onScreen, intervals: mergePresence(own, appearanceGap) }];
    })
    .toSorted((a, b) => b.onScreen - a.onScreen || a.videoId - b.videoId);
}

/** The clearest face of a group; null when it is gone. */
export function clearestFace(reader: LibraryReader, groupId: number): GroupFace | null {
  const [clearest] = reader.groups.clearest(groupId, 1);
  return clearest ? faceOf(reader, clearest.trackId) : null;
}
