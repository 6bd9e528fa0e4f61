import type { Core } from '../../api/core-interface.ts';
import type { Listening } from '../web/listening.ts';
import { serveWeb } from '../web/serve-web.ts';
import { hasDisplay, openBrowser } from './browser.ts';
import type { CommandContext } from './command-context.ts';

export interface WebInterfaceOptions {
  /** 0: any free port. */
  readonly port: number;
  /** Default: on this machine alone. */
  readonly listening?: Listening;
  /** The built interface. */
  readonly rendererFolder: string;
  /** Opens the default browser where there is a display. */
  readonly openBrowser: boolean;
  /** Told the address, before any browser opens. */
  readonly onReady: (url: string) => void;
}

/** Serves the interface of a core until Ctrl-C. */
export async function serveUntilInterrupted(
  core: Core,
  context: CommandContext,
  options: WebInterfaceOptions,
): Promise<void> {
  const server = await serveWeb(core, {
    port: options.port,
    ...(options.listening ? { listening: options.listening } : {}),
    rendererFolder: options.rendererFolder,
    onError: (error) => context.say(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  });
  try {
    options.onReady(server.url);
    if (options.openBrowser && hasDisplay(context.terminal.environment, process.platform)) {
      // The page that opens gets an address of its own, so that the printed one still works once.
      if (!(await openBrowser(server.newUrl())))
        context.say('No browser could be opened; open the address yourself.');
    }
    context.say('Press Ctrl-C to end.');
    await interrupted(context.signal);
  } finally {
    await server.close();
  }
}

function interrupted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
