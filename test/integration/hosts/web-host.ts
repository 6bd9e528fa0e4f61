import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { serveWeb } from '../../../src-main/hosts/web/serve-web.ts';
import type { WebOptions, WebServer } from '../../../src-main/hosts/web/serve-web.ts';
import { HostCore } from '../../fixtures/host-core.ts';
import { rawRequest } from '../../fixtures/raw-http.ts';
import type { RawRequest, RawResponse } from '../../fixtures/raw-http.ts';

/** A web host running on a small core, with a browser's session. */
export class WebHost {
  readonly core: HostCore;
  readonly server: WebServer;
  readonly cookie: string;
  readonly errors: unknown[];
  readonly #folder: string;

  private constructor(core: HostCore, server: WebServer, cookie: string, errors: unknown[], folder: string) {
    this.core = core;
    this.server = server;
    this.cookie = cookie;
    this.errors = errors;
    this.#folder = folder;
  }

  /** @param enter gets the browser its session; left out, the one-time address does */
  static async start(
    options: Partial<WebOptions> = {},
    enter: (server: WebServer) => Promise<{ cookie: string | null }> = ({ port, url }) =>
      signIn(port, tokenOf(url), { host: new URL(url).host, origin: new URL(url).origin }),
  ): Promise<WebHost> {
    const folder = await mkdtemp(join(tmpdir(), 'kinora-page-'));
    const rendererFolder = join(folder, 'renderer');
    await mkdir(join(rendererFolder, 'assets'), { recursive: true });
    await writeFile(join(folder, 'secret.txt'), 'secret');
    await mkdir(join(folder, 'renderer-private'));
    await writeFile(join(folder, 'renderer-private', 'secret.txt'), 'secret');
    await writeFile(join(rendererFolder, 'index.html'), '<!doctype html><title>Kinora</title>');
    await writeFile(join(rendererFolder, '.env'), 'secret');
    await writeFile(join(rendererFolder, 'assets', 'app-1a2b.js'), 'export {};');
    await symlink(join(folder, 'secret.txt'), join(rendererFolder, 'link.txt'));
    await symlink(join(folder, 'renderer-private'), join(rendererFolder, 'private'));

    const core = await HostCore.create();
    const errors: unknown[] = [];
    const server = await serveWeb(core, {
      rendererFolder,
      checkOutputs: true,
      onError: (error) => errors.push(error),
      ...options,
    });
    const { cookie } = await enter(server);
    return new WebHost(core, server, cookie ?? '', errors, folder);
  }

  /** A request as the page makes it; single headers can be replaced. */
  get(path: string, more: Omit<Partial<RawRequest>, 'path' | 'port'> = {}): Promise<RawResponse> {
    const headers = { cookie: this.cookie, 'sec-fetch-site': 'same-origin', ...more.headers };
    return rawRequest({ ...more, port: this.server.port, path, headers });
  }

  call(method: string, input: unknown, headers: Record<string, string> = {}): Promise<RawResponse> {
    return this.get(`/api/call/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.origin, ...headers },
      body: JSON.stringify(input),
    });
  }

  get origin(): string {
    return `http://127.0.0.1:${this.server.port}`;
  }

  events(headers: Record<string, string> = {}): WebSocket {
    return new WebSocket(`ws://127.0.0.1:${this.server.port}/api/events`, {
      headers: { cookie: this.cookie, origin: this.origin, ...headers },
    });
  }

  async stop(): Promise<void> {
    await this.server.close();
    await this.core.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

export function tokenOf(url: string): string {
  return new URLSearchParams(new URL(url).hash.slice(1)).get('token') ?? '';
}

export async function signIn(
  port: number,
  token: string,
  headers: Record<string, string> = {},
): Promise<RawResponse & { cookie: string | null }> {
  const response = await rawRequest({
    port,
    path: '/api/session',
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: `http://127.0.0.1:${port}`, ...headers },
    body: JSON.stringify({ token }),
  });
  const cookie = response.headers['set-cookie']?.[0]?.split(';')[0] ?? null;
  return { ...response, cookie };
}

/** Waits until something holds; the test's own time limit ends it. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}
