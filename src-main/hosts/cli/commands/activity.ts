import type { Command } from 'commander';
import type { Activity } from '../../../api/contract.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { elapsed, timesRealtime } from '../output/durations.ts';
import { printable } from '../output/printable.ts';
import { renderTable } from '../output/table.ts';
import { widthOf } from '../terminal.ts';

const jobsShown = 20;

export function addActivityCommand(program: Command, runner: CommandRunner): void {
  program
    .command('activity')
    .description('list the passes over films that have to run, those that failed, and how fast each is')
    .action((_options, command: Command) =>
      runner.run(command, async (context) => {
        const activity = await context.withCore((core) => core.call('library.activity', {}));
        context.result('activity', activity, () => activityText(activity, widthOf(context.terminal)));
        return exitCode.done;
      }),
    );
}

function activityText(activity: Activity, width: number): string {
  const parts = [jobsText(activity, width), ...problemLines(activity), timingsText(activity, width)];
  return parts.filter((part) => part !== '').join('\n');
}

function jobsText({ jobs, totals }: Activity, width: number): string {
  if (jobs.length === 0) return 'Nothing has to be done.';
  const all = totals.reduce((sum, { running, queued, setAside }) => sum + running + queued + setAside, 0);
  const shown = jobs.slice(0, jobsShown);
  const table = renderTable(
    [{ title: 'film', flexible: true }, { title: 'pass' }, { title: 'state' }],
    shown.map(({ title, pass, state }) => [printable(title), pass, state]),
    width,
  );
  return all > shown.length ? `${table}\nand ${all - shown.length} more` : table;
}

function problemLines({ problems }: Activity): string[] {
  return problems.map(
    ({ path, problem }) => `${printable(path)}: ${printable(problem.sentence)} ${printable(problem.remedy)}`,
  );
}

function timingsText({ timings }: Activity, width: number): string {
  if (timings.length === 0) return '';
  return renderTable(
    [
      { title: 'pass' },
      { title: 'films', align: 'right' },
      { title: 'time', align: 'right' },
      { title: 'speed', align: 'right' },
    ],
    timings.map(({ pass, films, mediaSeconds, wallSeconds }) => [
      pass,
      String(films),
      elapsed(wallSeconds),
      wallSeconds > 0 ? timesRealtime(mediaSeconds / wallSeconds) : '',
    ]),
    width,
  );
}
