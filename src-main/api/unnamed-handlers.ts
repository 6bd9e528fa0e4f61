import { checkedPersonName, findPerson, personView } from '../people/person-views.ts';
import { listUnnamed, requireUnnamed, unnamedPerson, type UnnamedPerson } from '../people/unnamed-people.ts';
import type { UnnamedGroup } from './contract.ts';
import { placed } from './face-places.ts';
import type { CoreContext, HandlersOf } from './core-context.ts';

type UnnamedMethods =
  | 'people.unnamed'
  | 'people.group'
  | 'people.name'
  | 'people.merge'
  | 'people.split'
  | 'people.notThis'
  | 'people.ignore'
  | 'people.unignore'
  | 'people.undo';

/** The calls about people whom nobody has named yet, and what the user decides about faces. */
export function unnamedHandlers(context: CoreContext): HandlersOf<UnnamedMethods> {
  const { reader, worker, media } = context;
  const { people } = worker;

  const shown = ({ faces, ...group }: UnnamedPerson): UnnamedGroup => ({
    ...group,
    faces: faces.flatMap((face) => placed(reader, face)),
  });

  return {
    'people.unnamed': async ({ limit, offset, ignored }) => {
      if (reader.groups.awaitsFirst()) await worker.nameNow();
      const { total, groups } = listUnnamed(reader, limit, offset, ignored ? 'ignored' : 'unnamed');
      return { total, groups: groups.map(shown) };
    },

    'people.group': ({ group }) => shown(unnamedPerson(reader, group)),

    'people.name': async ({ group, name }) => {
      const tidy = checkedPersonName(reader, name);
      requireUnnamed(reader, [group]);
      const known = findPerson(reader, tidy);
      const { personId, isKnown } = await people.nameGroup(group, known?.name ?? tidy);
      const person = personView(reader, personId);
      if (!person) throw new Error(`Person ${personId} vanished while being named.`);
      return { person, known: isKnown };
    },

    'people.merge': async (input) => {
      if ('groups' in input) {
        requireUnnamed(reader, input.groups);
        await people.mergeGroups([...new Set(input.groups)]);
      } else {
        const [into, from] = input.people;
        await people.unite(into, from);
        media.forgetPortraits();
      }
      return { merged: true };
    },

    'people.split': async ({ group, tracks }) => {
      requireUnnamed(reader, [group]);
      await people.splitGroup(group, [...new Set(tracks)]);
      return { split: true };
    },

    'people.notThis': async ({ person, track }) => {
      await people.notThis(person, track);
      return { changed: true };
    },

    'people.ignore': async ({ group }) => {
      requireUnnamed(reader, [group]);
      await people.ignoreGroup(group, true);
      return { ignored: true };
    },

    'people.unignore': async ({ group }) => {
      requireUnnamed(reader, [group], 'ignored');
      await people.ignoreGroup(group, false);
      return { ignored: false };
    },

    'people.undo': async () => {
      const undone = await people.undo();
      if (undone !== null) media.forgetPortraits();
      return { undone };
    },
  };
}
