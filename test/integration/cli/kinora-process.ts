import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { z } from 'zod';
import { jsonShapes, type CommandName, type JsonShapes } from '../../../src-main/hosts/cli/json-shapes.ts';

export const program = join(import.meta.dirname, '../../../src-main/hosts/cli/main.ts');

export interface Ending {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Circumstances {
  readonly library: string;
  readonly folder?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** The user and group to run as. */
  readonly userId?: number;
}

/** Starts the real program as a child process, as a shell would. */
export function startKinora(words: readonly string[], circumstances: Circumstances): ChildProcess {
  const { library, folder, environment, userId } = circumstances;
  return spawn(process.execPath, [program, ...words, '--library', library], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
    ...(folder === undefined ? {} : { cwd: folder }),
    ...(userId === undefined ? {} : { uid: userId, gid: userId }),
  });
}

/** Runs the program to its end. */
export function runKinora(words: readonly string[], circumstances: Circumstances): Promise<Ending> {
  return endOf(startKinora(words, circumstances));
}

export function endOf(child: ChildProcess): Promise<Ending> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs a command with --json that must end in 0, and reads its one line by the documented shape. */
export async function askKinora<C extends CommandName>(
  command: C,
  words: readonly string[],
  circumstances: Circumstances,
): Promise<z.output<JsonShapes[C]>> {
  const { code, stdout, stderr } = await runKinora(
    [...command.split(' '), ...words, '--json'],
    circumstances,
  );
  if (code !== 0) throw new Error(`kinora ${command} ended in ${code}: ${stderr}`);
  if (stdout.trimEnd().includes('\n'))
    throw new Error(`kinora ${command} wrote more than one line: ${stdout}`);
  return jsonShapes[command].parse(JSON.parse(stdout)) as z.output<JsonShapes[C]>;
}
