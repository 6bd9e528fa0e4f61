import { spawn } from 'node:child_process';

/**
 * Runs a program to its end and gives what it wrote. `input` goes to its standard input.
 * Throws a plain Error with the end of its error output when it fails, an AbortError when `signal` fires.
 */
export async function outputOf(
  program: string,
  args: readonly string[],
  options: { input?: Uint8Array | string; signal?: AbortSignal | undefined } = {},
): Promise<Buffer> {
  options.signal?.throwIfAborted();
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(options.signal ? { signal: options.signal } : {}),
  });
  const chunks: Buffer[] = [];
  let complaints = '';
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => (complaints = (complaints + chunk.toString()).slice(-2000)));
  // Note: a program that fails closes its input early; its exit code tells more than the broken pipe.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  options.signal?.throwIfAborted();
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${complaints.trim()}`);
  return Buffer.concat(chunks);
}

/** Arguments that every run of ffmpeg begins with: no questions, no network. */
export const quietFfmpeg = [
  '-nostdin',
  '-hide_banner',
  '-loglevel',
  'error',
  '-protocol_whitelist',
  'file,pipe',
] as const;
