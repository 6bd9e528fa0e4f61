/** A person whom a query names. */
export interface PersonPart {
  readonly kind: 'person';
  readonly name: string;
  readonly known: boolean;
}

/** Dialogue, word for word. */
export interface PhrasePart {
  readonly kind: 'phrase';
  readonly text: string;
}

/** Dialogue of one person: "said by". */
export interface SaidPart {
  readonly kind: 'said';
  readonly name: string;
  readonly known: boolean;
  /** Empty for whatever they say. */
  readonly text: string;
  /** Whether the words stand side by side; otherwise in any order. */
  readonly exact: boolean;
}

/** Free text: what is seen or what is said. */
export interface WordsPart {
  readonly kind: 'words';
  readonly text: string;
  /** Left out where the analyser weighs all the words. */
  readonly weights?: readonly WordWeight[] | undefined;
}

/** How a word is to be answered, as the person wants it. */
export interface WordWeight {
  /** In lower case. */
  readonly word: string;
  /** Percent, a whole number: 100 asks the picture alone, 0 the dialogue alone. */
  readonly picture: number;
}

/** A picture, a moment or a clip: what looks like it is looked for. */
export interface LikePart {
  readonly kind: 'like';
  /** As `parseExample` reads it. */
  readonly example: string;
}

/** What a query looks for at one time, or, under `not`, what must be absent then. */
export type WantedPart = PersonPart | PhrasePart | SaidPart | WordsPart | LikePart;

export interface NotPart {
  readonly kind: 'not';
  readonly part: WantedPart;
}

/** What stands before comes first, what stands behind follows. */
export interface ThenPart {
  readonly kind: 'then';
  /** At most so many seconds lie between the two; null for the usual gap. */
  readonly within: number | null;
}

/** What stands before and what stands behind are there at the same time. */
export interface WhilePart {
  readonly kind: 'while';
}

/** Either what stands before or what stands behind. */
export interface OrPart {
  readonly kind: 'or';
}

export const filterNames = ['in', 'year', 'added', 'duration', 'shot', 'light', 'lang', 'seen'] as const;
export type FilterName = (typeof filterNames)[number];

/** What a query demands of the film, or of the shot, whatever is looked for. */
export interface FilterPart {
  readonly kind: 'filter';
  readonly filter: FilterName;
  /** As it is written behind the colon, in its usual form. */
  readonly value: string;
}

export type OperatorPart = ThenPart | WhilePart | OrPart;

/** One part of a query as it was understood. */
export type QueryPart = WantedPart | NotPart | OperatorPart | FilterPart;
