import type { Core } from '../../../api/core-interface.ts';
import type { Person } from '../../../api/contract.ts';
import { UserFacingError } from '../../../domain/errors.ts';
import { foldName } from '../../../domain/person-name.ts';

/** The person whom an argument names; the same spelling first. Throws a {@link UserFacingError} when nobody has it. */
export async function personCalled(core: Core, name: string): Promise<Person> {
  const { people } = await core.call('people.list', {});
  const found =
    people.find((person) => person.name === name) ??
    people.find((person) => foldName(person.name) === foldName(name));
  if (found) return found;
  throw new UserFacingError(
    'unknown-person',
    `Nobody called ${name} is enrolled.`,
    'See who is with: kinora people list',
  );
}

/** The two people whom two arguments name. */
export async function twoPeople(core: Core, names: readonly string[]): Promise<[number, number]> {
  const [one, other, ...more] = names;
  if (one === undefined || other === undefined || more.length > 0) {
    throw new UserFacingError(
      'bad-input',
      'This is done with two people at a time.',
      'Give two names; where one of them is kept, it is the first.',
    );
  }
  return [(await personCalled(core, one)).id, (await personCalled(core, other)).id];
}
