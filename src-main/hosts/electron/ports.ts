/** One end of a message channel, whichever of the three kinds of ports carries it. */
export interface Port {
  send(message: unknown): void;
  /** Takes messages from now on, those that waited first. Called once. */
  listen(onMessage: (message: unknown) => void, onClose: () => void): void;
  close(): void;
}

/** What a page's `MessagePort` and Node's have in common. */
export interface EventTargetPort {
  postMessage(message: unknown): void;
  addEventListener(type: 'message' | 'close', listener: (event: never) => void): void;
  start(): void;
  close(): void;
}

/** A port as pages have it; Node's worker threads have the same. */
export function portOfPage(port: EventTargetPort): Port {
  return {
    send: (message) => port.postMessage(message),
    listen: (onMessage, onClose) => {
      port.addEventListener('message', (event: { data: unknown }) => onMessage(event.data));
      port.addEventListener('close', () => onClose());
      port.start();
    },
    close: () => port.close(),
  };
}

/** What is used of Electron's `MessagePortMain`, the kind of port that main and utility processes have. */
export interface EmitterPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** A port as Electron's main and utility processes have it. */
export function portOfProcess(port: EmitterPort): Port {
  return {
    send: (message) => port.postMessage(message),
    listen: (onMessage, onClose) => {
      port.on('message', (event) => onMessage(event.data));
      port.on('close', onClose);
      port.start();
    },
    close: () => port.close(),
  };
}
