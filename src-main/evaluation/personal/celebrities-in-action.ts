import { z } from 'zod';
import { broken, type AnnotationText } from '../annotation-file.ts';
import { readTable } from '../comma-separated.ts';
import { askedOf, type PersonalDataSet, type Setting } from './personal-data.ts';

// Note: Celebrities in Action
// (Korbar and Zisserman 2022, https://www.robots.ox.ac.uk/vgg/research/celebrities-in-action/.) Each clip is annotated with an
// actor, and many with an action and a place. The paper describes the annotations but not how they are written, so they are
// read from a table with one clip a row: `clip,split,actor,action,place`, cells empty where nothing is annotated. Pictures to
// enrol an actor from lie in a folder with the actor's name.

const row = {
  clip: z.string().min(1).max(500),
  split: z.enum(['train', 'val', 'test']),
  actor: z.string().min(1).max(200),
  action: z.string().max(200),
  place: z.string().max(200),
};

interface Clip {
  readonly clip: string;
  readonly actor: string;
  readonly action: string;
  readonly place: string;
}

/** The paper's three sentences, each with the clips that it can be asked of. */
const sentences = [
  { name: 'action', of: ({ action }: Clip) => (action === '' ? null : `* is doing ${action}`) },
  { name: 'place', of: ({ place }: Clip) => (place === '' ? null : `* in ${place}`) },
  {
    name: 'action + place',
    of: ({ action, place }: Clip) => (action === '' || place === '' ? null : `* in ${place} doing ${action}`),
  },
] as const;

/**
 * Reads the data set: each query asks for an actor and what the actor does, or where, or both, among the clips of the test
 * split that have such an annotation. Throws UserFacingError, which names the line, for what does not fit.
 *
 * @param picturesOf names, without their endings, of the pictures of an actor
 */
export function readCelebritiesInAction(
  source: AnnotationText,
  picturesOf: (actor: string) => readonly string[],
): PersonalDataSet {
  const seen = new Set<string>();
  const clips = readTable(source, row).flatMap(({ line, value }) => {
    if (seen.has(value.clip)) throw broken(source, line, `the clip ${value.clip} is there twice`);
    seen.add(value.clip);
    return value.split === 'test' ? [value] : [];
  });
  const actors = [...new Set(clips.map(({ actor }) => actor))];
  return askedOf(source, {
    instances: actors.map((name) => ({
      ...{ name, kind: 'person' as const, category: 'person', templates: picturesOf(name) },
    })),
    settings: sentences.map(({ name, of }): Setting => {
      const annotated = clips.filter((clip) => of(clip) !== null);
      const alike = Map.groupBy(annotated, (clip) => JSON.stringify([clip.actor, of(clip)]));
      return {
        ...{ name, metrics: ['R@1', 'R@5'], candidates: annotated.map(({ clip }) => clip) },
        queries: [...alike.values()].map((same) => ({
          ...{ instance: same[0]!.actor, text: of(same[0]!)! },
          right: new Set(same.map(({ clip }) => clip)),
        })),
      };
    }),
  });
}
