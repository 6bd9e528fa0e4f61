import { z } from 'zod';
import { contract, type MethodName } from '../../../../src-main/api/contract.ts';
import { checkedInput } from '../../../../src-main/api/input-check.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { jsonOrUndefined } from '../json-or-undefined.ts';
import { jsonSample, type JsonSchema } from '../json-sample.ts';
import { mangledJsonText } from '../mangle-json.ts';

const methods = Object.keys(contract) as MethodName[];
const schemas = new Map(
  methods.map((method) => [
    method,
    z.toJSONSchema(contract[method].input, {
      io: 'input',
      unrepresentable: 'any',
      reused: 'inline',
    }) as JsonSchema,
  ]),
);
const oddMethods = ['__proto__', 'constructor', '', 'library.', 'search.run '] as const;
const pieces = ['"videoId":', '"kind":"then"', '"parts":[', '{"query":'];
const mostCharacters = 1_000_000;

/** The check of what is passed to the calls of the API. */
export const calls: FuzzTarget = {
  make: (random) => {
    const method = random.pick(methods);
    const text = mangledJsonText(random, jsonSample(random, schemas.get(method)!), pieces, mostCharacters);
    const called = random.chance(0.02) ? (random.pick(oddMethods) as MethodName) : method;
    return { what: called, read: () => complaintOf(called, text) };
  },
};

function complaintOf(method: MethodName, text: string): string | null {
  checkedInput(method, jsonOrUndefined(text));
  return Object.keys(Object.prototype).length === 0 ? null : 'what all objects have was changed';
}
