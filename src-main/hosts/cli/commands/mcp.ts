import type { Command } from 'commander';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';

export function addMcpCommand(program: Command, runner: CommandRunner): void {
  program
    .command('mcp')
    .description('serve the library to another program by the Model Context Protocol, over stdin and stdout')
    .option('--write', 'also offer to write clips, into the library’s folder for exports')
    .action((options: { write?: boolean }, command: Command) =>
      runner.run(command, async (context) => {
        const { serveMcp } = await import('../../mcp/serve-mcp.ts');
        await context.withCore((core) => serveMcp(core, options.write ?? false, context.signal));
        return exitCode.done;
      }),
    );
}
