import { z } from 'zod';
import { problemOf, UserFacingError } from '../../domain/errors.ts';
import type { Problem, ProblemCode } from '../../domain/errors.ts';
import type { LocateMedia, MediaAnswer } from '../media-answer.ts';
import { mediaRoute } from '../media-routes.ts';
import type { Port } from './ports.ts';

// How the main process, which answers the page's media requests, asks the core where the bytes are.
// A file is answered by its path; a conversion's chunks are pulled one by one, so that none pile up.

const id = z.number().int().nonnegative();
const question = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('locate'), id, route: mediaRoute }),
  z.strictObject({ kind: z.literal('pull'), id }),
  z.strictObject({ kind: z.literal('cancel'), id }),
]);
const reply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none'), id }),
  z.object({
    kind: z.literal('file'),
    id,
    path: z.string(),
    mime: z.string(),
    download: z.string().optional(),
  }),
  z.object({ kind: z.literal('stream'), id, mime: z.string() }),
  z.object({
    kind: z.literal('chunk'),
    id,
    bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  }),
  z.object({ kind: z.literal('end'), id }),
  z.object({
    kind: z.literal('problem'),
    id,
    problem: z.object({ code: z.string(), sentence: z.string(), remedy: z.string() }),
  }),
]);
type Question = z.output<typeof question>;
type Reply = z.output<typeof reply>;

/** The core's end: finds media and hands out the chunks of conversions. */
export function serveMediaPort(port: Port, locate: Promise<LocateMedia>): void {
  const cancels = new Map<number, AbortController>();
  const readers = new Map<number, ReadableStreamDefaultReader<Uint8Array>>();
  const send = (message: Reply): void => port.send(message);

  const forget = (id: number): void => {
    cancels.get(id)?.abort();
    cancels.delete(id);
    // A conversion that failed has nothing left to cancel.
    readers
      .get(id)
      ?.cancel()
      .catch(() => undefined);
    readers.delete(id);
  };
  const fail = (id: number, error: unknown): void => {
    forget(id);
    send({ kind: 'problem', id, problem: problemOf(error) });
  };

  const find = async ({ id, route }: Question & { kind: 'locate' }): Promise<void> => {
    const cancel = new AbortController();
    cancels.set(id, cancel);
    const answer = await (await locate)(route, cancel.signal);
    if (answer?.kind === 'stream') {
      if (cancel.signal.aborted) return void (await answer.body.cancel());
      readers.set(id, answer.body.getReader());
      send({ kind: 'stream', id, mime: answer.mime });
    } else {
      cancels.delete(id);
      send(answer === null ? { kind: 'none', id } : { ...answer, id });
    }
  };
  const pull = async (id: number): Promise<void> => {
    const next = await readers.get(id)?.read();
    if (next === undefined) return;
    if (!next.done) return send({ kind: 'chunk', id, bytes: next.value });
    forget(id);
    send({ kind: 'end', id });
  };

  port.listen(
    (raw) => {
      const message = question.parse(raw);
      if (message.kind === 'cancel') return forget(message.id);
      const work = message.kind === 'locate' ? find(message) : pull(message.id);
      work.catch((error: unknown) => fail(message.id, error));
    },
    () => {
      for (const id of [...cancels.keys()]) forget(id);
    },
  );
}

/** The main process's end, made anew for every core. */
export class MediaPortClient {
  readonly #port: Port;
  readonly #waiting = new Map<number, PromiseWithResolvers<Reply>>();
  #nextId = 0;
  #open = true;

  constructor(port: Port) {
    this.#port = port;
    port.listen(
      (raw) => {
        const message = reply.parse(raw);
        this.#waiting.get(message.id)?.resolve(message);
        this.#waiting.delete(message.id);
      },
      () => this.close(),
    );
  }

  /** As {@link LocateMedia}; rejects when the core goes away. */
  readonly locate: LocateMedia = async (route, signal) => {
    const id = this.#nextId++;
    signal.throwIfAborted();
    const cancel = (): void => this.#send({ kind: 'cancel', id });
    signal.addEventListener('abort', cancel, { once: true });
    const answer = await this.#ask({ kind: 'locate', id, route });
    switch (answer.kind) {
      case 'none':
        return null;
      case 'file': {
        const { path, mime, download } = answer;
        return { kind: 'file', path, mime, ...(download !== undefined && { download }) };
      }
      case 'stream':
        return { kind: 'stream', mime: answer.mime, body: this.#body(id, cancel) };
      default:
        throw unexpected(answer);
    }
  };

  /** Fails everything that waits for the core. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#port.close();
    for (const { reject } of this.#waiting.values()) reject(coreGone());
    this.#waiting.clear();
  }

  #body(id: number, cancel: () => void): (MediaAnswer & { kind: 'stream' })['body'] {
    return new ReadableStream(
      {
        pull: async (controller) => {
          const answer = await this.#ask({ kind: 'pull', id });
          if (answer.kind === 'chunk') controller.enqueue(answer.bytes);
          else if (answer.kind === 'end') controller.close();
          else throw unexpected(answer);
        },
        cancel,
      },
      { highWaterMark: 1 },
    );
  }

  #ask(message: Question): Promise<Reply> {
    if (!this.#open) return Promise.reject(coreGone());
    const waiting = Promise.withResolvers<Reply>();
    this.#waiting.set(message.id, waiting);
    this.#send(message);
    return waiting.promise;
  }

  #send(message: Question): void {
    if (this.#open) this.#port.send(message);
  }
}

function unexpected(answer: Reply): Error {
  if (answer.kind !== 'problem') return new Error(`The core answered with “${answer.kind}”`);
  const { code, sentence, remedy } = answer.problem as Problem;
  return new UserFacingError(code as ProblemCode, sentence, remedy);
}

function coreGone(): UserFacingError {
  return new UserFacingError(
    'internal',
    'Kinora’s core is not running at the moment.',
    'It is being started again; wait a moment.',
  );
}
