import type { Command } from 'commander';
import type { Core } from '../../../api/core-interface.ts';
import { UserFacingError } from '../../../domain/errors.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandRunner } from '../command-runner.ts';
import { endingOf, indexText } from './index-films.ts';

export function addRetryCommand(program: Command, runner: CommandRunner): void {
  program
    .command('retry')
    .description('try films again that failed or were set aside')
    .argument('[film]', 'path of the film')
    .option('--all', 'every film that failed')
    .action((film: string | undefined, { all }: { all?: boolean }, command: Command) =>
      runner.run(command, async (context) => {
        if ((film === undefined) !== (all === true)) throw nothingNamed();
        await context.ensureFfmpeg();
        const summary = await context.withCore(async (core) =>
          film === undefined
            ? core.call('library.retryAll', {}, context.signal)
            : core.call('library.retry', { id: await idOf(core, context, film) }, context.signal),
        );
        context.result('retry', summary, () => indexText(summary));
        return endingOf(summary);
      }),
    );
}

async function idOf(core: Core, context: CommandContext, film: string): Promise<number> {
  const path = context.path(film).replaceAll('\\', '/');
  const { videos } = await core.call('library.videos', {});
  const found = videos.find((video) => video.path === path);
  if (found) return found.id;
  throw new UserFacingError(
    'not-found',
    `The library has no film ${path}.`,
    'Index it with “kinora index”, or name one that “kinora activity” lists.',
  );
}

function nothingNamed(): UserFacingError {
  return new UserFacingError(
    'bad-input',
    'It is not clear which films are to be tried again.',
    'Name one film, or write “kinora retry --all”.',
  );
}
