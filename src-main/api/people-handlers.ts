import { apiPath, requireVideoAt } from '../library/library-path.ts';
import { readyPicture, type ReadyPicture } from '../people/enrol-pictures.ts';
import {
  checkedPersonName,
  checkedRename,
  findPerson,
  listPeople,
  personView,
} from '../people/person-views.ts';
import { appearancesOf } from '../search/appearances.ts';
import type { CastCalls } from './cast-handlers.ts';
import type { OutputOf } from './contract.ts';
import type { CoreContext, HandlersOf, MethodsOf } from './core-context.ts';
import { enrolmentHandlers } from './enrolment-handlers.ts';
import { personHandlers } from './person-handlers.ts';
import { unnamedHandlers } from './unnamed-handlers.ts';

type PeopleCalls = Exclude<MethodsOf<'people' | 'appearances'>, CastCalls>;

/** The calls about people: who is known, and where they are on screen. */
export function peopleHandlers(context: CoreContext): HandlersOf<PeopleCalls> {
  const { reader, worker, media } = context;
  return {
    ...unnamedHandlers(context),
    ...personHandlers(context),
    ...enrolmentHandlers(context),

    'people.list': () => ({ people: listPeople(reader) }),

    'people.add': ({ name, pictures }) => enrol(context, name, pictures.map(readyPicture)),

    'people.rename': async ({ id, name }) => {
      await worker.people.rename(id, checkedRename(reader, id, name));
      const person = personView(reader, id);
      if (!person) throw new Error(`Person ${id} vanished while being renamed.`);
      return { person };
    },

    'people.remove': async ({ name }) => {
      const person = findPerson(reader, name);
      const removed = person !== null && (await worker.people.remove(person.id));
      if (removed) media.forgetPortraits();
      return { removed };
    },

    'appearances.list': ({ name, path }) => {
      const video = path === undefined ? null : requireVideoAt(reader, path);
      const paths = new Map<number, string>();
      const pathOf = (id: number) => {
        const known = paths.get(id) ?? apiPath(reader.videos.byId(id)?.path ?? '');
        paths.set(id, known);
        return known;
      };
      return {
        intervals: appearancesOf(reader, name, video?.id ?? null).map(
          ({ videoId, start, end, confidence }) => ({ path: pathOf(videoId), start, end, confidence }),
        ),
      };
    },

    'appearances.likelihood': ({ path }) => {
      const { id } = requireVideoAt(reader, path);
      const steps = reader.people.all().flatMap((person) =>
        reader.likelihoods.of(id, person.id).map(({ start, end, probability, seen }) => ({
          person: person.name,
          start,
          end,
          probability,
          seen,
        })),
      );
      return { steps };
    },
  };
}

/** Enrols a person from pictures, or adds the pictures to the person who has the name. */
export async function enrol(
  { reader, worker }: CoreContext,
  name: string,
  pictures: readonly ReadyPicture[],
): Promise<OutputOf<'people.add'>> {
  const tidy = checkedPersonName(reader, name);
  const known = findPerson(reader, tidy);
  const { personId, accepted, rejected } = await worker.people.enrol(known?.name ?? tidy, pictures);
  return {
    person: personId === null ? null : personView(reader, personId),
    accepted,
    rejected: rejected.map((picture) => ({ ...picture })),
  };
}
