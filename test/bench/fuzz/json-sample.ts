import type { Random } from '../../../src-main/domain/random.ts';

/** The part of JSON Schema that Zod writes for the contract. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
}

const texts = [
  'Ada',
  'm1-20-35',
  '/films/a.mkv',
  'x0123456789abcdef0123456789abcdef',
  '2024-05-01',
  'aGVsbG8=',
];
/** Where one value lies in another of its own kind, as in JSON of any depth. */
const deepest = 8;

/** A value that a schema asks for, or one near to it: formats and patterns are not looked at. */
export function jsonSample(random: Random, schema: JsonSchema, depth = 0): unknown {
  if (depth > deepest) return null;
  if ('const' in schema) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return jsonSample(random, random.pick(either), depth + 1);
  if (schema.allOf) return jsonSample(random, random.pick(schema.allOf), depth + 1);
  switch (Array.isArray(schema.type) ? random.pick(schema.type as string[]) : schema.type) {
    case 'object':
      return objectSample(random, schema, depth);
    case 'array': {
      const length = random.whole(schema.minItems ?? 0, 3);
      const items = schema.prefixItems ?? Array.from({ length }, () => schema.items ?? {});
      return items.map((item) => jsonSample(random, item, depth + 1));
    }
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1, random.whole(0, 3));
    case 'boolean':
      return random.chance(0.5);
    case 'string':
      return random.pick(texts);
    default:
      return null;
  }
}

function objectSample(
  random: Random,
  { properties = {}, required = [] }: JsonSchema,
  depth: number,
): unknown {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => required.includes(name) || random.chance(0.7))
      .map(([name, inner]) => [name, jsonSample(random, inner, depth + 1)]),
  );
}
