/**
 * What a search can do without, to measure what each is worth:
 * - `identity re-rank`: films in which everybody asked for appears come before all others;
 * - `modality weights`: what words ask of the picture and of the dialogue; without, both count the same for all words;
 * - `localiser`: start and end are chosen for contrast; without, a moment is a whole shot;
 * - `snapping`: edges move to cuts, comings and goings nearby;
 * - `calibration`: scores are probabilities, and the unlikely is a near miss; without, scores are what the rules say;
 * - `joint evidence`: people and words at the same time; without, lists of films and moments are intersected.
 */
export const searchComponents = [
  'identity re-rank',
  'modality weights',
  'localiser',
  'snapping',
  'calibration',
  'joint evidence',
] as const;
export type SearchComponent = (typeof searchComponents)[number];
