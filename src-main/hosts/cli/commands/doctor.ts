import type { Command } from 'commander';
import type { Check } from '../../../diagnosis/check.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { counted } from '../output/counted.ts';
import { printable } from '../output/printable.ts';

export function addDoctorCommand(program: Command, runner: CommandRunner): void {
  program
    .command('doctor')
    .description('tell what is wrong with this machine or the library, and how to mend it')
    .action((_options, command: Command) =>
      runner.run(command, async (context) => {
        // Not through the core: it does not open a library that is damaged.
        const { diagnose } = await import('../../../diagnosis/doctor.ts');
        const { modelCacheFolder } = await import('../../../models/model-cache-folder.ts');
        const checks = await diagnose(
          {
            libraryFolder: context.libraryFolder,
            cacheFolder: modelCacheFolder(context.terminal.environment),
            ffmpegSetting: context.ffmpegSetting,
            environment: context.terminal.environment,
          },
          context.signal,
        );
        context.result('doctor', { checks }, () => doctorText(checks));
        return checks.some(({ state }) => state === 'failed') ? exitCode.failed : exitCode.done;
      }),
    );
}

const marks: Record<Check['state'], string> = { ok: '✓', warning: '!', failed: '✗' };

/** One line a check, below it what to do; the last line sums up. */
export function doctorText(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.flatMap(({ name, state, sentence, remedy }) => [
    `${marks[state]} ${name.padEnd(width)}  ${printable(sentence)}`,
    ...(remedy === '' ? [] : [`  ${' '.repeat(width)}  → ${printable(remedy)}`]),
  ]);
  const count = (wanted: Check['state']) => checks.filter(({ state }) => state === wanted).length;
  const [warnings, failures] = [count('warning'), count('failed')];
  const sum =
    warnings + failures === 0
      ? 'Nothing is wrong.'
      : `${failures} failed, ${counted(warnings, 'warning')}, ${count('ok')} in order.`;
  return [...lines, '', sum].join('\n');
}
