import { z } from 'zod';

/** A language model behind the chat interface that OpenAI has defined and Ollama, llama.cpp and LM Studio share. */
export interface ChatEndpoint {
  /** Without a slash at its end; the call is made at `<address>/chat/completions`. */
  readonly address: string;
  readonly model: string;
  /** Sent as a bearer token; null where none is needed. */
  readonly key: string | null;
}

/** How far an endpoint is trusted with time and memory. */
export interface ChatLimits {
  /** For a whole answer, its last byte included. */
  readonly milliseconds: number;
  readonly bytes: number;
}

/** A small model on a processor takes seconds to read a turn; nobody waits longer than this for a sentence. */
export const chatLimits: ChatLimits = { milliseconds: 20_000, bytes: 256 * 1024 };

/** Tokens that a model may write: a plan or a few sentences. */
const mostTokens = 900;

export type ChatFailureReason = 'unreachable' | 'slow' | 'refused' | 'too-long' | 'unreadable';

/** An endpoint that gave no answer of use. Whoever asked goes on without it. */
export class ChatFailure extends Error {
  readonly reason: ChatFailureReason;

  constructor(reason: ChatFailureReason, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ChatFailure';
    this.reason = reason;
  }
}

export interface ChatRequest {
  /** What is to be done, in the product's own words. */
  readonly task: string;
  /** What it is to be done with: sent as JSON in a message of its own, so that nothing in it stands among the orders. */
  readonly data: unknown;
  /** Pictures that are sent after the data, each behind its id; none where left out. */
  readonly pictures?: readonly SentPicture[];
}

export interface SentPicture {
  readonly id: string;
  readonly jpeg: Uint8Array;
}

const chatAnswer = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});

/**
 * Asks a model for one JSON object of this shape. Only the address itself is called: redirects are refused, and what comes is read
 * to its limits in time and size and no further. Whatever the answer holds, nothing but an object of this shape leaves here.
 * @throws ChatFailure where no such object comes; whatever `signal` was aborted with where it was aborted
 */
export async function askForObject<T>(
  endpoint: ChatEndpoint,
  shape: z.ZodType<T>,
  { task, data, pictures = [] }: ChatRequest,
  signal: AbortSignal | undefined,
  limits: ChatLimits = chatLimits,
): Promise<T> {
  const time = AbortSignal.timeout(limits.milliseconds);
  try {
    const response = await fetch(`${endpoint.address}/chat/completions`, {
      method: 'POST',
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, time]) : time,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'kinora',
        ...(endpoint.key === null ? {} : { authorization: `Bearer ${endpoint.key}` }),
      },
      body: JSON.stringify({
        model: endpoint.model,
        messages: [
          { role: 'system', content: task },
          { role: 'user', content: contentOf(JSON.stringify(data), pictures) },
        ],
        temperature: 0,
        max_tokens: mostTokens,
        stream: false,
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'answer', strict: true, schema: z.toJSONSchema(shape) },
        },
      }),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new ChatFailure('refused', `The endpoint answered with status ${response.status}.`);
    }
    return objectIn(await textOf(response, limits.bytes), shape);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ChatFailure) throw error;
    if (time.aborted) throw new ChatFailure('slow', 'The endpoint took too long.', error);
    throw new ChatFailure('unreachable', 'The endpoint cannot be reached.', error);
  }
}

/** Plain text where there are no pictures: models that take none know no other form. */
function contentOf(text: string, pictures: readonly SentPicture[]): unknown {
  if (pictures.length === 0) return text;
  return [
    { type: 'text', text },
    ...pictures.flatMap(({ id, jpeg }) => [
      { type: 'text', text: id },
      {
        type: 'image_url',
        image_url: { url: `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}` },
      },
    ]),
  ];
}

async function textOf(response: Response, mostBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    // Leaving the loop ends the connection.
    if (bytes > mostBytes) throw new ChatFailure('too-long', 'The endpoint does not come to an end.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * The object of this shape in the body of an endpoint's answer. Models that cannot be held to a shape wrap it in a fence or
 * think aloud before it. @throws ChatFailure where there is none
 */
export function objectIn<T>(body: string, shape: z.ZodType<T>): T {
  try {
    const { content } = chatAnswer.parse(JSON.parse(body)).choices[0]!.message;
    const said = content.slice(content.lastIndexOf('</think>') + 1);
    return shape.parse(JSON.parse(said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1)));
  } catch (error) {
    throw new ChatFailure('unreadable', 'The endpoint answered with something else.', error);
  }
}
