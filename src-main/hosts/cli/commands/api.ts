import type { Command } from 'commander';
import { openApiDocument } from '../../../api/openapi.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';

export function addApiCommand(program: Command, runner: CommandRunner): void {
  program
    .command('api')
    .description('write the description of every call that “serve” answers, as OpenAPI 3.1')
    .action((_options, command: Command) =>
      runner.run(command, async (context) => {
        const document = openApiDocument();
        context.result('api', { ...document }, () => JSON.stringify(document, null, 2));
        return exitCode.done;
      }),
    );
}
