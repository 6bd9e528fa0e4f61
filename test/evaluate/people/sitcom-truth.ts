import { z } from 'zod';
import type { Interval } from '../../../src-main/domain/interval.ts';

/** Whom the sitcom's truth names. */
export const family = ['eddie', 'emery', 'evan', 'grandma', 'jessica', 'louis'] as const;

const sitcom = z.looseObject({
  file: z.string().startsWith('people/fotb/'),
  shots: z.array(z.looseObject({ start: z.number(), end: z.number(), people: z.string() })),
});

/**
 * When each of the family is on screen, wide shots, profiles and backs included. Of wide shots the truth says that the
 * family is there; Emery, who sits with his back to the camera, is at the table in the last of them alone.
 */
export function sitcomPresence(truths: readonly unknown[]): ReadonlyMap<string, Interval[]> {
  const film = truths.map((truth) => sitcom.safeParse(truth)).find(({ success }) => success)?.data;
  if (!film) throw new Error('The truth says nothing of the sitcom.');
  const wide = film.shots.filter(({ people }) => people.startsWith('wide'));
  return new Map(
    family.map((name) => [
      name,
      film.shots
        .filter((shot) =>
          wide.includes(shot)
            ? name !== 'emery' || shot === wide.at(-1)
            : new RegExp(`\\b${name}\\b`).test(shot.people),
        )
        .map(({ start, end }) => ({ start, end })),
    ]),
  );
}
