/** The passes over a film, in the order in which they help most. */
export const passNames = [
  'probe',
  'sidecars',
  'subtitles',
  'sketch',
  'shots',
  'dense',
  'regions',
  'faces',
  'mouths',
  'bodies',
  'audio',
  'speaking',
  'summary',
  'speech',
] as const;

/** One step of work on a film. */
export type PassName = (typeof passNames)[number];

export function isPassName(name: string): name is PassName {
  return passNames.some((known) => known === name);
}
