import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCore } from '../../src-main/api/core.ts';
import { seededRandom } from '../../src-main/domain/random.ts';
import { serveWeb } from '../../src-main/hosts/web/serve-web.ts';
import type { FigurePrinter } from './figure.ts';
import { hostileKinds, type Target } from './hostile-request-kinds.ts';

const usualRequests = 1000;
/** A connection that says nothing for this long is given up. */
const patienceMs = 10_000;
const mostBytes = 4_000_000;

/**
 * npm run bench -- hostile-requests [requests] [seed]
 * Throws requests of twenty kinds at a web host over a real library, by somebody who even has a session, and counts
 * those that bring back a file from outside of it. A connection that is closed without an answer is no harm.
 */
export async function benchHostileRequests(
  figures: FigurePrinter,
  [requests = String(usualRequests), seed = '1']: readonly string[],
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kinora-hostile-'));
  const secret = randomUUID();
  await mkdir(join(folder, 'renderer'));
  await writeFile(join(folder, 'renderer', 'index.html'), '<!doctype html><title>Kinora</title>');
  await writeFile(join(folder, 'secret.txt'), secret);
  await symlink(join(folder, 'secret.txt'), join(folder, 'renderer', 'linked.txt'));
  const core = await openCore({ libraryFolder: join(folder, 'library') });
  const faults: unknown[] = [];
  const server = await serveWeb(core, {
    rendererFolder: join(folder, 'renderer'),
    onError: (error) => faults.push(error),
  });
  try {
    const target = await targetOf(server.url, server.port, join(folder, 'secret.txt').replaceAll('\\', '/'));
    const random = seededRandom(Number(seed));
    const kinds = Object.entries(hostileKinds);
    const found = { answers: 0, leaks: 0, silent: 0, faults: 0 };
    for (let index = 0; index < Number(requests); index++) {
      const [name, make] = kinds[index % kinds.length]!;
      const before = faults.length;
      const answer = await exchange(server.port, make(random, target));
      const leaks = answer?.includes(secret) ?? false;
      if (answer?.startsWith('HTTP/1.1 ')) found.answers++;
      if (leaks) found.leaks++;
      if (answer === null) found.silent++;
      if (faults.length > before) found.faults++;
      if (leaks || answer === null || faults.length > before) {
        console.error(
          `request ${index} (${name}): ${leaks ? 'leaks' : answer === null ? 'no end' : String(faults.at(-1))}`,
        );
      }
    }
    const { videos } = await core.call('library.status', {});
    const on = `${requests} requests of ${kinds.length} kinds`;
    figures.print('answers', found.answers, on);
    figures.print('files from outside', found.leaks, on, '<= 0');
    figures.print('connections without end', found.silent, on, '<= 0');
    figures.print('faults of the program', found.faults, on, '<= 0');
    figures.print('films in the library afterwards', videos, on, '<= 0');
  } finally {
    await server.close();
    await core.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function targetOf(url: string, port: number, wanted: string): Promise<Target> {
  const token = new URLSearchParams(new URL(url).hash.slice(1)).get('token');
  const response = await fetch(new URL('/api/session', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  return { port, wanted, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}

/** Everything that comes back until the connection ends; null when it does not end. */
function exchange(port: number, request: string): Promise<string | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const socket = connect(port, '127.0.0.1');
    const end = (answer: string | null): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(patienceMs, () => end(null));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > mostBytes) end(Buffer.concat(chunks).toString('latin1'));
    });
    socket.on('error', () => end(Buffer.concat(chunks).toString('latin1')));
    socket.on('close', () => end(Buffer.concat(chunks).toString('latin1')));
    socket.end(request, 'latin1');
  });
}
