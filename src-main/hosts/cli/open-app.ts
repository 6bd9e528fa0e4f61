import { launchElectron } from '../electron/launch.ts';
import type { CommandContext } from './command-context.ts';
import { printable } from './output/printable.ts';
import { ensureRenderer } from './renderer-build.ts';
import { serveUntilInterrupted } from './web-interface.ts';

/** How the app was opened: in a window of its own, or as a page at an address. */
export type OpenedApp =
  { readonly window: 'electron'; readonly url: null } | { readonly window: 'browser'; readonly url: string };

/**
 * Opens the app on the context's library until it is closed or Ctrl-C is pressed: in an Electron window where that can
 * be had, otherwise as a page in the default browser, after saying why. A missing ffmpeg does not keep the library shut.
 */
export async function openApp(context: CommandContext, onOpen: (app: OpenedApp) => void): Promise<void> {
  await context.ensureFfmpeg().catch((error: unknown) => context.sayProblem(error));
  const say = (line: string) => context.say(printable(line));
  const rendererFolder = await ensureRenderer(say, context.signal);
  const launch = await launchElectron({ libraryFolder: context.libraryFolder, say });
  if (launch.started) {
    onOpen({ window: 'electron', url: null });
    await launch.closed;
    return;
  }
  say(`Opening in the browser instead of a window: ${launch.why}`);
  await context.withBackgroundCore((core) =>
    serveUntilInterrupted(core, context, {
      port: 0,
      rendererFolder,
      openBrowser: true,
      onReady: (url) => onOpen({ window: 'browser', url }),
    }),
  );
}
