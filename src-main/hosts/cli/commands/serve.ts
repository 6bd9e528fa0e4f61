import { mkdir } from 'node:fs/promises';
import type { Command } from 'commander';
import { isLoopback, listeningElsewhere, onLoopback, type Listening } from '../../web/listening.ts';
import { Password } from '../../web/password.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { gathered } from '../gathered.ts';
import { newPassword, passwordOfFile } from '../given-password.ts';
import { ensureRenderer } from '../renderer-build.ts';
import { serveUntilInterrupted } from '../web-interface.ts';
import { wholeNumber } from '../whole-number.ts';

interface ServeOptions {
  readonly port: number;
  readonly host?: string;
  readonly allowHost: readonly string[];
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly withoutTls?: true;
  readonly setPassword?: true;
}

export function addServeCommand(program: Command, runner: CommandRunner): void {
  program
    .command('serve')
    .description(
      'serve the interface to browsers until Ctrl-C; to those on this machine alone without --host',
    )
    .option('--port <n>', 'port (default: any free one)', wholeNumber(0, 65_535), 0)
    .option('--host <address>', 'also for other machines: the address to listen on; needs a password')
    .option('--allow-host <name>', 'with --host: a name that browsers use for this machine', gathered, [])
    .option('--tls-cert <file>', 'with --host: the certificate (PEM)')
    .option('--tls-key <file>', 'with --host: its key (PEM)')
    .option('--without-tls', 'with --host: do without encryption')
    .option('--set-password', 'set the password that other machines sign in with, and end')
    .action((options: ServeOptions, command: Command) =>
      runner.run(command, async (context) => {
        if (options.setPassword) return setPassword(context);
        const listening = await listeningOf(options, context);
        await context.ensureFfmpeg().catch((error: unknown) => context.sayProblem(error));
        const rendererFolder = await ensureRenderer((line) => context.say(line), context.signal);
        await context.withBackgroundCore((core) =>
          serveUntilInterrupted(core, context, {
            port: options.port,
            listening,
            rendererFolder,
            openBrowser: false,
            onReady: (url) => context.result('serve', { url }, () => url),
          }),
        );
        return exitCode.done;
      }),
    );
}

async function setPassword(context: CommandContext) {
  const password = await Password.of(await newPassword(context.terminal));
  await mkdir(context.libraryFolder, { recursive: true });
  await password.keepIn(context.libraryFolder);
  context.say('The password is set. Pages that are signed in stay so until Kinora ends.');
  return exitCode.done;
}

async function listeningOf(options: ServeOptions, context: CommandContext): Promise<Listening> {
  const { host } = options;
  if (host === undefined || isLoopback(host)) return onLoopback;
  const ofFile = await passwordOfFile(context.terminal);
  return listeningElsewhere({
    address: host,
    names: options.allowHost,
    password: ofFile === null ? await Password.keptIn(context.libraryFolder) : await Password.of(ofFile),
    certificate: options.tlsCert && context.path(options.tlsCert),
    key: options.tlsKey && context.path(options.tlsKey),
    isUnencrypted: options.withoutTls ?? false,
  });
}
