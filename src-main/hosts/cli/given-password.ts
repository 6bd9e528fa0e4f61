import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { Writable } from 'node:stream';
import { UserFacingError } from '../../domain/errors.ts';
import type { Terminal } from './terminal.ts';

/** Names a file whose first line is the password; for services, which nobody can ask. */
const fileVariable = 'KINORA_PASSWORD_FILE';

/** The password in the file that the environment names; null where it names none. */
export async function passwordOfFile(terminal: Terminal): Promise<string | null> {
  const file = terminal.environment[fileVariable];
  if (!file) return null;
  const content = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UserFacingError(
      'bad-input',
      `The file “${file}” that ${fileVariable} names cannot be read.`,
      'Name a file whose first line is the password.',
      error,
    );
  });
  return firstLine(content);
}

/**
 * A new password: of the file that the environment names, or typed twice without being shown, or the first line of what
 * is piped in.
 *
 * @throws UserFacingError when the two differ
 */
export async function newPassword(terminal: Terminal): Promise<string> {
  const ofFile = await passwordOfFile(terminal);
  if (ofFile !== null) return ofFile;
  if (!process.stdin.isTTY) return firstLine(await text(process.stdin));
  const password = await asked(terminal, 'New password: ');
  if ((await asked(terminal, 'The same again: ')) === password) return password;
  throw new UserFacingError('bad-input', 'The two passwords differ.', 'Set it again.');
}

function firstLine(content: string): string {
  return content.split(/\r?\n/, 1)[0] ?? '';
}

/** What is typed goes nowhere but into the answer. */
function asked(terminal: Terminal, question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  terminal.stderr.write(question);
  return new Promise((resolve, reject) => {
    lines.once('SIGINT', () => {
      lines.close();
      reject(new UserFacingError('bad-input', 'No password was given.', 'Set it when you are ready.'));
    });
    lines.question('', (answer) => {
      lines.close();
      terminal.stderr.write('\n');
      resolve(answer);
    });
  });
}
