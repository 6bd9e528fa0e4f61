import type { EventName, EventOf, InputOf, MethodName, OutputOf } from './contract.ts';

/** `starting` until the core answers, `lost` while a stopped core is started again, `failed` when that was given up. */
export type CoreConnection = 'starting' | 'connected' | 'lost' | 'failed';

/**
 * What the desktop shell's preload script puts on the page as `window.kinora`.
 * Only plain data crosses it. A failed call rejects with a plain `Problem` (domain/errors.ts), not with an Error, because
 * Electron's context bridge keeps nothing of an Error but its message.
 */
export interface KinoraBridge {
  call<M extends MethodName>(method: M, input: InputOf<M>, cancelKey?: string): Promise<OutputOf<M>>;
  /** Cancels the calls made with this key; a key is any string the page chooses. */
  cancel(cancelKey: string): void;
  on<E extends EventName>(event: E, listener: (payload: EventOf<E>) => void): () => void;
  /** Tells the present state at once and every change; after a lost core everything shown should be asked for again. */
  onConnection(listener: (state: CoreConnection) => void): () => void;
  /** The system's dialog for pictures; empty when it is dismissed. */
  openPictures(): Promise<string[]>;
  /** The system's dialog for folders and films; empty when it is dismissed. */
  openFolder(): Promise<string[]>;
  /** Begins to drag the clip of a moment, which has been made, out of the window. */
  dragOut(momentId: string): void;
  /** Where a dropped file lies on this machine; empty for a file that is not on disk. */
  pathOf(file: unknown): string;
}
