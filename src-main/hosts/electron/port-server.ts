import { events } from '../../api/contract.ts';
import type { EventName } from '../../api/contract.ts';
import type { Core } from '../../api/core-interface.ts';
import { checkedInput } from '../../api/input-check.ts';
import { problemOf, UserFacingError } from '../../domain/errors.ts';
import { detachedMethods } from '../detached-methods.ts';
import { pageMessage } from './port-protocol.ts';
import type { CoreMessage, PageMessage } from './port-protocol.ts';
import type { Port } from './ports.ts';

/**
 * Answers a page's calls and tells it the core's events until its port closes; then the calls it waits for are
 * cancelled, all but the detached ones. A core that could not be opened answers every call with why.
 */
export function servePort(port: Port, core: Promise<Core>): void {
  const running = new Map<number, AbortController>();
  const unsubscribe: (() => void)[] = [];
  let open = true;
  const send = (message: CoreMessage): void => {
    if (open) port.send(message);
  };

  const call = async (message: PageMessage & { kind: 'call' }): Promise<void> => {
    const { id, method } = message;
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const opened = await core;
      const output = await opened.call(method, checkedInput(method, message.input), controller.signal);
      send({ kind: 'result', id, output });
    } catch (error) {
      send({ kind: 'problem', id, problem: problemOf(error) });
    } finally {
      running.delete(id);
    }
  };

  const detachedCalls = new Set<number>();
  port.listen(
    (raw) => {
      const parsed = pageMessage.safeParse(raw);
      if (!parsed.success) {
        const id = idOf(raw);
        const problem = noCall(parsed.error).toProblem();
        if (id !== null) send({ kind: 'problem', id, problem });
        return;
      }
      const message = parsed.data;
      if (message.kind === 'cancel') {
        running.get(message.id)?.abort();
      } else if (!running.has(message.id)) {
        if (detachedMethods.has(message.method)) detachedCalls.add(message.id);
        void call(message).finally(() => detachedCalls.delete(message.id));
      }
    },
    () => {
      open = false;
      for (const stop of unsubscribe) stop();
      for (const [id, controller] of running) if (!detachedCalls.has(id)) controller.abort();
    },
  );

  core.then(
    (opened) => {
      if (!open) return;
      for (const event of Object.keys(events) as EventName[]) {
        unsubscribe.push(opened.on(event, (payload) => send({ kind: 'event', event, payload })));
      }
    },
    // Every call tells it.
    () => undefined,
  );
}

function idOf(message: unknown): number | null {
  if (typeof message !== 'object' || message === null || !('id' in message)) return null;
  return Number.isSafeInteger(message.id) ? (message.id as number) : null;
}

function noCall(cause: unknown): UserFacingError {
  const sentence = 'The page sent a message that is no call of this version of Kinora.';
  return new UserFacingError('bad-input', sentence, 'Reload the window.', cause);
}
