import type { ConceptKind } from '../domain/concept.ts';
import { UserFacingError } from '../domain/errors.ts';
import { foldName, nameProblem, tidyName } from '../domain/person-name.ts';
import { cropThing } from '../media/picture-crop.ts';
import type { ConceptRow, ConceptStatistics } from '../store/concept-table.ts';
import type { LibraryReader } from '../store/library-reader.ts';

/** A concept with how much of the library shows it. */
export interface ConceptView extends ConceptRow, ConceptStatistics {
  /** A picture of it, as a `data:` address. */
  cover: string;
}

export function listConcepts(reader: LibraryReader): Promise<ConceptView[]> {
  return Promise.all(reader.concepts.all().map((concept) => viewOf(reader, concept)));
}

export async function conceptView(reader: LibraryReader, id: number): Promise<ConceptView | null> {
  const concept = reader.concepts.byId(id);
  return concept && viewOf(reader, concept);
}

async function viewOf(reader: LibraryReader, concept: ConceptRow): Promise<ConceptView> {
  const [first] = reader.concepts.templates(concept.id);
  const cover = first ? await cropThing(first.picture, first.box) : Buffer.alloc(0);
  return {
    ...concept,
    ...reader.concepts.statistics(concept.id),
    cover: `data:image/jpeg;base64,${cover.toString('base64')}`,
  };
}

/** The concept of a name, without regard to case and accents. */
export function findConcept(reader: LibraryReader, name: string): ConceptRow | null {
  const folded = foldName(name);
  return reader.concepts.all().find((concept) => foldName(concept.name) === folded) ?? null;
}

/** Throws a {@link UserFacingError} when nothing has that name. */
export function requireConcept(reader: LibraryReader, name: string): ConceptRow {
  const concept = findConcept(reader, name);
  if (concept) return concept;
  throw new UserFacingError(
    'not-found',
    `No concept is called “${name}”.`,
    'See the concepts with: kinora concepts list',
  );
}

/**
 * The name under which pictures are enrolled: that of the concept that has it already, otherwise as it is stored. Throws a
 * {@link UserFacingError} when it cannot be a name, a person has it, or the concept that has it is of another kind.
 */
export function checkedConceptName(reader: LibraryReader, name: string, kind: ConceptKind): string {
  const tidy = freeOfPeople(reader, name);
  const known = findConcept(reader, tidy);
  if (known && known.kind !== kind) {
    throw new UserFacingError(
      'same-name',
      `“${known.name}” is enrolled as ${articled(known.kind)}, not as ${articled(kind)}.`,
      'Add the pictures under its own kind, or choose another name.',
    );
  }
  return known?.name ?? tidy;
}

/** The new name of a concept. Throws as {@link checkedConceptName}, and when another concept has it. */
export function checkedConceptRename(reader: LibraryReader, id: number, name: string): string {
  const tidy = freeOfPeople(reader, name);
  const other = findConcept(reader, tidy);
  if (other && other.id !== id) {
    throw new UserFacingError(
      'same-name',
      `There is already a concept called “${other.name}”.`,
      'Choose another name.',
    );
  }
  return tidy;
}

function freeOfPeople(reader: LibraryReader, name: string): string {
  const problem = nameProblem(name);
  if (problem !== null)
    throw new UserFacingError('bad-input', problem, 'Write the name on one line, in letters.');
  const tidy = tidyName(name);
  const person = reader.people.all().find((one) => foldName(one.name) === foldName(tidy));
  if (!person) return tidy;
  throw new UserFacingError(
    'same-name',
    `There is already a person called “${person.name}”.`,
    'Choose another name, so that @ means one of them.',
  );
}

function articled(kind: ConceptKind): string {
  return kind === 'object' ? 'an object' : `a ${kind}`;
}
