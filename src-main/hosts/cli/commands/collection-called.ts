import type { Core } from '../../../api/core-interface.ts';
import { UserFacingError } from '../../../domain/errors.ts';

/** The number of the collection of a name. Throws a {@link UserFacingError} when there is none. */
export async function collectionCalled(core: Core, name: string): Promise<number> {
  const { collections } = await core.call('collections.list', {});
  const folded = name.trim().toLowerCase();
  const found = collections.find((one) => one.name.toLowerCase() === folded);
  if (found) return found.id;
  throw new UserFacingError(
    'not-found',
    `There is no collection called “${name}”.`,
    'Look at the list: kinora collections list.',
  );
}
