import type { ConceptKind } from '../../domain/concept.ts';
import { broken, type AnnotationText } from '../annotation-file.ts';

/** Somebody or something that a data set has pictures of and asks for by name. */
export interface Instance {
  readonly name: string;
  readonly kind: ConceptKind | 'person';
  /** What it is in a word: "dog". */
  readonly category: string;
  /** Names, without their endings, of the pictures or clips to know it by. */
  readonly templates: readonly string[];
}

export interface PersonalQuery {
  readonly instance: string;
  /** The words, with `*` where the name stands. */
  readonly text: string;
  /** The candidates that answer; at least one. */
  readonly right: ReadonlySet<string>;
}

/** What a paper prints of a ranking. */
export type RankMetric = 'mAP' | 'MRR' | 'R@1' | 'R@5';

/** A kind of query, and what is ranked for it. */
export interface Setting {
  /** As the paper calls it: "generic", "context", "action". */
  readonly name: string;
  readonly metrics: readonly RankMetric[];
  /** Names, without their endings, of the pictures or clips among which a query looks. */
  readonly candidates: readonly string[];
  readonly queries: readonly PersonalQuery[];
}

/** A data set of personal retrieval: what is enrolled, and what is asked for. */
export interface PersonalDataSet {
  readonly instances: readonly Instance[];
  readonly settings: readonly Setting[];
}

/** A data set's files by their public names. */
export type AnnotationFiles<Name extends string> = Readonly<Record<Name, AnnotationText>>;

const categoriesOfPets = ['dog', 'cat', 'pet', 'puppy'];
const categoriesOfPeople = ['man', 'woman', 'person', 'boy', 'girl', 'child'];

/** What a category in a data set's words is to Kinora. */
export function kindOf(category: string): Instance['kind'] {
  const word = category.toLowerCase();
  if (categoriesOfPeople.includes(word)) return 'person';
  return categoriesOfPets.includes(word) ? 'pet' : 'object';
}

/** A data set without the settings that ask for nothing. Throws UserFacingError where none is left. */
export function askedOf(source: AnnotationText, data: PersonalDataSet): PersonalDataSet {
  const settings = data.settings.filter(({ queries }) => queries.length > 0);
  if (settings.length === 0) throw broken(source, null, 'it asks for nothing');
  return { ...data, settings };
}

/**
 * What is left of a data set where only some files are there: candidates and templates without a file go, and with them
 * the queries that nothing answers any more and those of an instance that has no template left.
 */
export function withFiles(
  { instances, settings }: PersonalDataSet,
  isThere: (file: string) => boolean,
): PersonalDataSet {
  const known = instances
    .map((instance) => ({ ...instance, templates: instance.templates.filter(isThere) }))
    .filter(({ templates }) => templates.length > 0);
  const names = new Set(known.map(({ name }) => name));
  return {
    instances: known,
    settings: settings
      .map((setting): Setting => {
        const candidates = setting.candidates.filter(isThere);
        const left = new Set(candidates);
        const queries = setting.queries
          .filter(({ instance }) => names.has(instance))
          .map((query) => ({ ...query, right: new Set([...query.right].filter((file) => left.has(file))) }))
          .filter(({ right }) => right.size > 0);
        return { ...setting, candidates, queries };
      })
      .filter(({ queries }) => queries.length > 0),
  };
}
