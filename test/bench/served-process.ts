import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const entry = fileURLToPath(new URL('../../src-main/hosts/cli/main.ts', import.meta.url));
const ready = z.object({ url: z.string() });

/** What a process holds of the machine. Only Linux tells all of it; elsewhere everything is 0. */
export interface ProcessHoldings {
  readonly megabytes: number;
  readonly files: number;
  readonly children: number;
}

/** A library that `kinora serve` offers in a process of its own, with a session in it. */
export class ServedProcess {
  readonly #child: ChildProcess;
  readonly #url: string;
  readonly #cookie: string;

  private constructor(child: ChildProcess, url: string, cookie: string) {
    this.#child = child;
    this.#url = url;
    this.#cookie = cookie;
  }

  static async start(libraryFolder: string): Promise<ServedProcess> {
    const child = spawn(process.execPath, [entry, 'serve', '--library', libraryFolder, '--json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout })) {
      const { url } = ready.parse(JSON.parse(line));
      const token = new URLSearchParams(new URL(url).hash.slice(1)).get('token');
      const response = await fetch(new URL('/api/session', url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
      });
      return new ServedProcess(child, url, response.headers.getSetCookie()[0]?.split(';')[0] ?? '');
    }
    throw new Error('kinora serve ended before it served anything.');
  }

  /** Calls a method of the contract, however long it takes. Throws an Error with the answer's text when it is refused. */
  async call(method: string, input: object): Promise<unknown> {
    const headers = { 'content-type': 'application/json' };
    const { status, body } = await this.#ask('POST', `/api/call/${method}`, headers, JSON.stringify(input));
    if (status !== 200) throw new Error(`${method}: ${status} ${body.toString('utf8')}`);
    return JSON.parse(body.toString('utf8'));
  }

  /** Reads a stretch of a file as a player does; gives how many bytes came. Throws an Error when it is refused. */
  async read(path: string, first: number, last: number): Promise<number> {
    const { status, body } = await this.#ask('GET', path, { range: `bytes=${first}-${last}` });
    if (status !== 206) throw new Error(`${path}: ${status} ${body.toString('utf8')}`);
    return body.length;
  }

  /** By Node's own client: `fetch` gives up after five minutes, which a film may take to be indexed. */
  async #ask(
    method: string,
    path: string,
    headers: OutgoingHttpHeaders,
    sent?: string,
  ): Promise<{ status: number; body: Buffer }> {
    const asked = request(new URL(path, this.#url), {
      method,
      headers: { ...headers, cookie: this.#cookie },
    });
    asked.end(sent);
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    const chunks = (await Array.fromAsync(answer)) as Buffer[];
    return { status: answer.statusCode ?? 0, body: Buffer.concat(chunks) };
  }

  holdings(): ProcessHoldings {
    return holdingsOf(this.#child.pid ?? process.pid);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGINT');
    await ended;
  }
}

function holdingsOf(pid: number): ProcessHoldings {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    );
    return {
      megabytes: Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024,
      files: readdirSync(`/proc/${pid}/fd`).length,
      children: children.length,
    };
  } catch {
    return { megabytes: 0, files: 0, children: 0 };
  }
}
