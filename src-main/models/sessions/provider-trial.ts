import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Whether a provider works on this machine; `problem` is its own message where it does not. */
export type ProviderVerdict = { readonly works: true } | { readonly works: false; readonly problem: string };

/** A driver that has not answered until then never will. */
const trialTimeoutMs = 20_000;

const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const trialProcess = fileURLToPath(new URL(`./provider-trial-process${extension}`, import.meta.url));

/**
 * Tries an execution provider on a tiny graph in a process of its own: a driver that crashes, hangs or writes to the
 * terminal does so there. Never rejects.
 */
export function tryProvider(name: string, timeoutMs = trialTimeoutMs): Promise<ProviderVerdict> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [trialProcess, name],
      // Electron's program behaves as Node only when told so.
      { timeout: timeoutMs, killSignal: 'SIGKILL', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
      (error, stdout) => resolve(verdictOf(stdout) ?? { works: false, problem: endingOf(error, timeoutMs) }),
    );
  });
}

function verdictOf(stdout: string): ProviderVerdict | null {
  const line = stdout.split('\n').findLast((candidate) => candidate.startsWith('{'));
  if (line === undefined) return null;
  try {
    const { works, problem } = JSON.parse(line) as { works?: unknown; problem?: unknown };
    if (works === true) return { works };
    return typeof problem === 'string' ? { works: false, problem } : null;
  } catch {
    return null;
  }
}

function endingOf(error: Error | null, timeoutMs: number): string {
  const { killed, signal } = (error ?? {}) as { killed?: boolean; signal?: string };
  if (killed) return `It did not answer within ${timeoutMs / 1000} seconds.`;
  return signal ? `It crashed (${signal}).` : 'Its trial ended without an answer.';
}

/** The part of a provider's message that says something: one line, without source files and function signatures. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const told = line.replace(/^(?:\/\S+\.(?:cc|cpp|h):\d+ ).*? was false\. /, '');
  return told.length > 300 ? `${told.slice(0, 299)}…` : told;
}
