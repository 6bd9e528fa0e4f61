import { apiPath } from '../library/library-path.ts';
import {
  clearestFace,
  facesOfPerson,
  personPage,
  requirePerson,
  type FilmPresence,
} from '../people/person-page.ts';
import { personView } from '../people/person-views.ts';
import type { DoubtfulFace, PersonFilm } from './contract.ts';
import type { CoreContext, HandlersOf } from './core-context.ts';
import { placed } from './face-places.ts';

type PersonCalls =
  | 'people.person'
  | 'people.faces'
  | 'people.doubtful'
  | 'people.confirm'
  | 'people.refuse'
  | 'people.cover'
  | 'people.removePicture'
  | 'people.alike'
  | 'people.apart';

/** The calls about one named person: where they are seen, what stands for them, and which faces are theirs. */
export function personHandlers({ reader, worker: { people }, media }: CoreContext): HandlersOf<PersonCalls> {
  return {
    'people.person': ({ id }) => {
      const { films, answers, ...page } = personPage(reader, id);
      return {
        ...page,
        films: films.map(shownFilm),
        answers: answers.flatMap((face) => placed(reader, face)),
      };
    },

    'people.faces': ({ id, limit, offset }) => {
      requirePerson(reader, id);
      return {
        total: reader.persons.faceCount(id),
        faces: facesOfPerson(reader, id, limit, offset).flatMap((face) => placed(reader, face)),
      };
    },

    'people.doubtful': async ({ id, limit }) => {
      requirePerson(reader, id);
      const groups = await people.doubtful(id, limit);
      return { faces: groups.flatMap((group) => shownDoubt(reader, group)) };
    },

    'people.confirm': async ({ person, track }) => {
      await people.answer(person, track, true);
      return { confirmed: true };
    },

    'people.refuse': async ({ person, track }) => {
      await people.answer(person, track, false);
      return { refused: true };
    },

    'people.cover': async ({ person, ...from }) => {
      await people.setCover(person, from);
      return { person: requirePerson(reader, person) };
    },

    'people.removePicture': async ({ picture }) => {
      const removed = await people.removePicture(picture);
      if (removed) media.forgetPortraits();
      return { removed };
    },

    'people.alike': async () => {
      // Whoever knows one person needs no models for this.
      if (reader.people.all().length < 2) return { pairs: [] };
      const pairs = await people.alike();
      return {
        pairs: pairs.flatMap(({ people: [a, b], confidence }) => {
          const [one, other] = [personView(reader, a), personView(reader, b)];
          return one && other ? [{ people: [one, other] as [typeof one, typeof other], confidence }] : [];
        }),
      };
    },

    'people.apart': async ({ people: [one, other] }) => {
      await people.keepApart(one, other);
      return { apart: true };
    },
  };
}

/** A film as clients are told where it shows somebody. */
export function shownFilm({ path, intervals, ...film }: FilmPresence): PersonFilm {
  return {
    ...film,
    path: apiPath(path),
    intervals: intervals.map(({ start, end, confidence }) => ({ start, end, confidence })),
  };
}

type Doubt = Awaited<ReturnType<CoreContext['worker']['people']['doubtful']>>[number];

/** A doubtful group by its clearest face; nothing when it is gone. */
export function shownDoubt(
  reader: CoreContext['reader'],
  { groupId, confidence, isNamed, tracks, seconds }: Doubt,
): DoubtfulFace[] {
  const face = clearestFace(reader, groupId);
  if (!face) return [];
  return placed(reader, { ...face, confidence, named: isNamed, tracks, onScreen: seconds });
}
