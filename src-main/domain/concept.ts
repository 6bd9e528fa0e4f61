/** What a concept is. A person is none: people are told by their faces. */
export const conceptKinds = ['pet', 'object', 'place'] as const;
export type ConceptKind = (typeof conceptKinds)[number];

/** From here on a frame shows a concept: as likely as not, or likelier. */
export const conceptSeen = 0.5;
