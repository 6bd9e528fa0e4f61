import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Core } from '../../api/core-interface.ts';
import { libraryServer } from './library-tools.ts';

/**
 * Serves a library's tools to the program that started this one, over standard input and output, until that program
 * closes them or the signal is aborted. Nothing else may write to standard output meanwhile.
 */
export async function serveMcp(core: Core, mayWrite: boolean, signal: AbortSignal): Promise<void> {
  const handle = serveStdio(() => libraryServer(core, mayWrite));
  await new Promise<void>((resolve) => {
    process.stdin.once('close', resolve);
    process.stdin.once('end', resolve);
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await handle.close();
}
