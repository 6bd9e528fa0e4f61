import { UserFacingError } from '../domain/errors.ts';
import { foldName } from '../domain/person-name.ts';
import { appearanceGap, mergePresence, type Presence } from '../domain/presence.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { presenceIdOf } from '../store/presence-queries.ts';
import { unknownPersonProblem } from './unknown-person.ts';

export interface Appearance extends Presence {
  readonly videoId: number;
}

/**
 * Every stretch in which a person or a concept is on screen, by video and time, joined over absences of at most half a second only.
 * Throws a {@link UserFacingError} when nobody and nothing has that name.
 */
export function appearancesOf(
  reader: LibraryReader,
  name: string,
  videoId: number | null = null,
): Appearance[] {
  const people = [
    ...reader.people.all(),
    ...reader.concepts.all().map((concept) => ({ id: presenceIdOf(concept), name: concept.name })),
  ];
  const folded = foldName(name);
  const person =
    people.find((one) => one.name === name) ?? people.find((one) => foldName(one.name) === folded);
  if (!person) {
    const { code, sentence, remedy } = unknownPersonProblem(
      name,
      people.map((one) => one.name),
    );
    throw new UserFacingError(code, sentence, remedy);
  }
  const tracks = reader.presence.tracksOf([person.id], videoId);
  return [...Map.groupBy(tracks, (track) => track.videoId)].flatMap(([video, own]) =>
    mergePresence(own, appearanceGap).map((presence) => ({ videoId: video, ...presence })),
  );
}
