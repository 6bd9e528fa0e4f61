import { downloads, downloadsSchema } from '../../../../native-models/downloads.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { mangledJsonText } from '../mangle-json.ts';
import { jsonOrUndefined } from '../json-or-undefined.ts';

const pieces = ['"../x"', 'https://', '"files":[', '"member":"a"', '/'];
const mostCharacters = 1_000_000;

/** The form of the catalogue of models that can be fetched. */
export const catalogue: FuzzTarget = {
  make: (random) => {
    const models = [random.pick(downloads), random.pick(downloads)];
    const text = mangledJsonText(random, { models }, pieces, mostCharacters);
    return { what: models.map(({ id }) => id).join(' and '), read: () => complaintOf(text) };
  },
};

function complaintOf(text: string): string | null {
  const read = downloadsSchema.safeParse(jsonOrUndefined(text));
  if (!read.success) return null;
  const files = read.data.models.flatMap((model) => model.files);
  const leadsOut = files.find(({ path }) => path.startsWith('/') || path.split(/[/\\]/).includes('..'));
  if (leadsOut) return `the path ${leadsOut.path}`;
  const addresses = files.flatMap(({ address, archive }) => [address, archive?.address]);
  return addresses.every((one) => one === undefined || URL.parse(one)?.protocol === 'https:')
    ? null
    : 'an address that is not https';
}
