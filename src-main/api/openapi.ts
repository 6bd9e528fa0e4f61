import { z } from 'zod';
import { contract, events, problem } from './contract.ts';
import { programVersion } from './version.ts';

/** A JSON Schema of draft 2020-12. */
type Schema = Readonly<Record<string, unknown>>;

interface JsonBody {
  readonly description: string;
  readonly content: { readonly 'application/json': { readonly schema: Schema | Reference } };
}

interface Reference {
  readonly $ref: string;
}

/** The description of one call; all are POST, for most of them change something or take more than an address holds. */
interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly requestBody: JsonBody & { readonly required: true };
  readonly responses: Readonly<Record<string, JsonBody>>;
}

/** What `kinora api` prints and the web host serves: the calls of the contract as OpenAPI 3.1. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, { readonly post: Operation }>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly securitySchemes: Readonly<Record<string, object>>;
  };
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
}

const description = `Every call of a Kinora library on this machine. Times are seconds from a film's first presentation time.

The address that \`kinora serve\` prints holds a token, which is good for one exchange: POST {"token": "..."} to
/api/session, and send the cookie that comes back with every call.

Events come over a WebSocket at /api/events, each as {"event": "...", "payload": ...}; their payloads are the schemas
whose names begin with "event.".`;

/** Describes the HTTP interface from the contract alone, so that the two cannot differ. */
export function openApiDocument(): OpenApiDocument {
  const calls = Object.entries(contract);
  return {
    openapi: '3.1.0',
    info: { title: 'Kinora', version: programVersion(), description },
    tags: [...new Set(calls.map(([method]) => familyOf(method)))].map((name) => ({ name })),
    paths: Object.fromEntries(
      calls.map(([method, { about, input, output }]) => [
        `/api/call/${method}`,
        { post: operation(method, about, schemaOf(input, 'input'), schemaOf(output, 'output')) },
      ]),
    ),
    components: {
      schemas: {
        problem: schemaOf(problem, 'output'),
        ...Object.fromEntries(
          Object.entries(events).map(([event, payload]) => [`event.${event}`, schemaOf(payload, 'output')]),
        ),
      },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'kinora-<port>' } },
    },
    security: [{ session: [] }],
  };
}

function operation(method: string, about: string, input: Schema, output: Schema): Operation {
  return {
    operationId: method,
    tags: [familyOf(method)],
    summary: about,
    requestBody: { required: true, ...json('What the call takes.', input) },
    responses: {
      '200': json('What the call gives.', output),
      default: json('Why there is no answer, and what to do about it.', {
        $ref: '#/components/schemas/problem',
      }),
    },
  };
}

function json(text: string, schema: Schema | Reference): JsonBody {
  return { description: text, content: { 'application/json': { schema } } };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Schema {
  const written: Record<string, unknown> = { ...z.toJSONSchema(schema, { io }) };
  // The document says which draft all of it is in.
  delete written['$schema'];
  return written;
}

function familyOf(method: string): string {
  return method.slice(0, method.indexOf('.'));
}
