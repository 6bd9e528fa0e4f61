import type { Command } from 'commander';
import type { Core } from '../../../api/core-interface.ts';
import type { OutputOf } from '../../../api/contract.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { counted } from '../output/counted.ts';
import { indexText } from './index-films.ts';
import { modelProgressLine } from '../output/model-progress-line.ts';
import { printable } from '../output/printable.ts';

/** The commands that bring models here, check them, and take them away. */
export function addModelsChangeCommands(models: Command, runner: CommandRunner): void {
  addInstall(models, runner);
  addImport(models, runner);
  addVerify(models, runner);
  addRemove(models, runner);
  addUse(models, runner);
}

/** Opens the core and shows how installations go; Ctrl-C ends them, and what has arrived is kept. */
function withModels<T>(context: CommandContext, work: (core: Core) => Promise<T>): Promise<T> {
  return context.withCore(async (core) => {
    core.on('models.progress', (progress) =>
      context.progress.show(modelProgressLine(progress), `${progress.id} ${progress.state}`),
    );
    const cancel = (): void => void core.call('models.cancel', {}).catch(() => undefined);
    context.signal.addEventListener('abort', cancel, { once: true });
    return work(core);
  });
}

function addInstall(models: Command, runner: CommandRunner): void {
  models
    .command('install')
    .description('fetch a model or a pack (full, alternatives, research); goes on where it was stopped')
    .argument('<name>', 'a model or a pack, as “models list” names them')
    .action((name: string, _options, command: Command) =>
      runner.run(command, async (context) => {
        const outcome = await withModels(context, (core) => core.call('models.install', { name }));
        context.result('models install', outcome, () => installText(outcome));
        return outcome.failed.length > 0 ? exitCode.failed : exitCode.done;
      }),
    );
}

function installText({ installed, failed }: OutputOf<'models.install'>): string {
  return [
    `${counted(installed.length, 'model')} installed${failed.length > 0 ? `, ${failed.length} not` : ''}.`,
    ...failed.map(({ problem }) => [problem.sentence, problem.remedy].map(printable).join('\n  ')),
  ].join('\n');
}

function addImport(models: Command, runner: CommandRunner): void {
  models
    .command('import')
    .description('install the models that lie in a folder or a .zip, for machines without a network')
    .argument('<path>', 'a folder or a .zip')
    .action((path: string, _options, command: Command) =>
      runner.run(command, async (context) => {
        const outcome = await withModels(context, (core) =>
          core.call('models.import', { path: context.path(path) }, context.signal),
        );
        context.result('models import', outcome, () => importText(outcome));
        return outcome.imported.length > 0 ? exitCode.done : exitCode.failed;
      }),
    );
}

function importText({ imported, incomplete, problems }: OutputOf<'models.import'>): string {
  return [
    `${counted(imported.length, 'model')} installed${imported.length > 0 ? `: ${imported.join(', ')}` : ''}.`,
    ...incomplete.map(({ id, missing }) => `${id} is not whole: ${missing.join(', ')} missing.`),
    ...problems.map(({ sentence, remedy }) => [sentence, remedy].map(printable).join('\n  ')),
  ].join('\n');
}

function addVerify(models: Command, runner: CommandRunner): void {
  models
    .command('verify')
    .description('read every byte of the installed models and tell which are whole')
    .argument('[name]', 'only this model or pack')
    .action((name: string | undefined, _options, command: Command) =>
      runner.run(command, async (context) => {
        const outcome = await withModels(context, (core) =>
          core.call('models.verify', name === undefined ? {} : { name }, context.signal),
        );
        context.result('models verify', outcome, () => verifyText(outcome));
        return outcome.broken.length > 0 ? exitCode.failed : exitCode.done;
      }),
    );
}

function verifyText({ whole, broken }: OutputOf<'models.verify'>): string {
  return [
    `${counted(whole.length, 'model')} whole, ${broken.length} broken.`,
    ...broken.map((id) => `${id} is broken; install it again: kinora models install ${id}`),
  ].join('\n');
}

function addRemove(models: Command, runner: CommandRunner): void {
  models
    .command('remove')
    .description('remove an installed model, or what has arrived of it')
    .argument('<model>', 'a model, as “models list” names it')
    .action((id: string, _options, command: Command) =>
      runner.run(command, async (context) => {
        const outcome = await withModels(context, (core) => core.call('models.remove', { id }));
        context.result('models remove', outcome, () =>
          outcome.removed ? `${id} is removed.` : `${id} was not installed.`,
        );
        return outcome.removed ? exitCode.done : exitCode.failed;
      }),
    );
}

function addUse(models: Command, runner: CommandRunner): void {
  models
    .command('use')
    .description('let a model do the work of its family, and look anew at the films')
    .argument('<model>', 'a model, as “models list” names it')
    .action((id: string, _options, command: Command) =>
      runner.run(command, async (context) => {
        await context.ensureFfmpeg();
        const outcome = await withModels(context, (core) => core.call('models.use', { id }));
        context.result('models use', outcome, () =>
          [`${id} does the work of the family ${outcome.family}.`, indexText(outcome.renewed)].join('\n'),
        );
        return exitCode.done;
      }),
    );
}
