import { Writable } from 'node:stream';
import type { Terminal } from '../../../src-main/hosts/cli/terminal.ts';

class Written extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** A terminal that keeps what is written to it. */
export function capturedTerminal(environment: Terminal['environment'] = {}) {
  const stdout = new Written();
  const stderr = new Written();
  return { stdout, stderr, environment, workingFolder: '/films' };
}
