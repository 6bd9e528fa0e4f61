import { Option, type Command } from 'commander';
import { refuseOtherAddress } from '../../web/loopback-only.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { ensureRenderer } from '../renderer-build.ts';
import { serveUntilInterrupted } from '../web-interface.ts';
import { wholeNumber } from '../whole-number.ts';

export function addServeCommand(program: Command, runner: CommandRunner): void {
  program
    .command('serve')
    .description('serve the interface to browsers on this machine until Ctrl-C')
    .option('--port <n>', 'port on 127.0.0.1 (default: any free one)', wholeNumber(0, 65_535), 0)
    // Many servers have it: whoever tries it is told what to do instead.
    .addOption(new Option('--host <address>').hideHelp())
    .action((options: { port: number; host?: string }, command: Command) =>
      runner.run(command, async (context) => {
        if (options.host !== undefined) refuseOtherAddress(options.host);
        await context.ensureFfmpeg().catch((error: unknown) => context.sayProblem(error));
        const rendererFolder = await ensureRenderer((line) => context.say(line), context.signal);
        await context.withBackgroundCore((core) =>
          serveUntilInterrupted(core, context, {
            port: options.port,
            rendererFolder,
            openBrowser: false,
            onReady: (url) => context.result('serve', { url }, () => url),
          }),
        );
        return exitCode.done;
      }),
    );
}
