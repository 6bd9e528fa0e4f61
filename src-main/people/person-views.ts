import { UserFacingError } from '../domain/errors.ts';
import { foldName, nameProblem, tidyName } from '../domain/person-name.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { PersonStatistics } from '../store/library-statistics.ts';
import type { PersonRow } from '../store/people-table.ts';

/** A person with how much of the library shows them. */
export interface PersonView extends PersonRow {
  pictures: number;
  /** Another number whenever another picture stands for the person. */
  cover: number;
  videos: number;
  /** Seconds. */
  onScreen: number;
}

export function listPeople(reader: LibraryReader): PersonView[] {
  const statistics = new Map(reader.statistics.people().map((one) => [one.personId, one]));
  return reader.people.all().map((person) => viewOf(person, statistics.get(person.id)));
}

export function personView(reader: LibraryReader, id: number): PersonView | null {
  const person = reader.people.byId(id);
  return person && viewOf(person, reader.statistics.people(id)[0]);
}

function viewOf({ id, name, colour }: PersonRow, statistics: PersonStatistics | undefined): PersonView {
  const { pictures = 0, cover = 0, videos = 0, onScreen = 0 } = statistics ?? {};
  return { id, name, colour, pictures, cover, videos, onScreen };
}

/** The person of a name, without regard to case; the same spelling first. */
export function findPerson(reader: LibraryReader, name: string): PersonRow | null {
  const people = reader.people.all();
  const tidy = tidyName(name);
  return (
    people.find((person) => person.name === tidy) ??
    people.find((person) => person.name.toLowerCase() === tidy.toLowerCase()) ??
    null
  );
}

/** As {@link findPerson}. Throws a {@link UserFacingError} when nobody has the name. */
export function personCalled(reader: LibraryReader, name: string): PersonRow {
  const person = findPerson(reader, name);
  if (person) return person;
  throw new UserFacingError(
    'unknown-person',
    `Nobody in the library is called “${tidyName(name)}”.`,
    'Look at the list of people.',
  );
}

/** The name as it is stored. Throws a {@link UserFacingError} when it cannot be one. */
export function checkedName(name: string): string {
  const problem = nameProblem(name);
  if (problem === null) return tidyName(name);
  throw new UserFacingError('bad-input', problem, 'Write the name on one line, in letters.');
}

/** The name under which somebody is enrolled. Throws a {@link UserFacingError} when it cannot be one, or a concept has it. */
export function checkedPersonName(reader: LibraryReader, name: string): string {
  const tidy = checkedName(name);
  const concept = reader.concepts.all().find((one) => foldName(one.name) === foldName(tidy));
  if (!concept) return tidy;
  throw new UserFacingError(
    'same-name',
    `“${concept.name}” is the name of a concept.`,
    'Choose another name, so that @ means one of them.',
  );
}

/** The new name of a person. Throws a {@link UserFacingError} when the person is gone or another one has the name. */
export function checkedRename(reader: LibraryReader, id: number, name: string): string {
  const tidy = checkedPersonName(reader, name);
  const person = reader.people.byId(id);
  if (!person) {
    throw new UserFacingError(
      'not-found',
      'This person is no longer in the library.',
      'Look at the list of people again.',
    );
  }
  const other = reader.people.all().find((one) => one.id !== id && foldName(one.name) === foldName(tidy));
  if (other) {
    throw new UserFacingError(
      'same-name',
      `There is already a person called “${other.name}”.`,
      'Merge the two if they are one person, or choose another name.',
    );
  }
  return tidy;
}
