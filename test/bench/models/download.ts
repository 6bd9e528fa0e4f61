import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { download } from '../../../src-main/models/manager/download.ts';
import { ModelServer } from '../../fixtures/model-server.ts';
import type { FigurePrinter } from '../figure.ts';

const bytes = 200_000_000;
const drops = 20;

/** A large download whose connection is lost again and again: what arrives, and how much was sent for it. */
export async function benchDownload(figures: FigurePrinter): Promise<void> {
  const content = randomBytes(bytes);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const server = await ModelServer.start({
    '/model.bin': { content, drops, dropAfter: Math.floor(bytes / (drops + 1)) },
  });
  const folder = await mkdtemp(join(tmpdir(), 'kinora-download-'));
  try {
    const started = performance.now();
    const arrived = await download({
      title: 'The model',
      address: server.address('/model.bin'),
      path: join(folder, 'model.bin'),
      bytes,
      sha256,
      onBytes: () => {},
      signal: new AbortController().signal,
      firstDelay: 50,
    });
    const seconds = (performance.now() - started) / 1000;
    const on = `${bytes / 1e6} MB from a server on this machine that drops the connection ${drops} times`;
    const sent = server.sent.reduce((sum, { from, to }) => sum + to - from, 0);
    figures.print('download: right hash', arrived.sha256 === sha256 ? 1 : 0, on, '>= 1');
    figures.print('download: most often sent byte', server.timesSent('/model.bin'), on, '<= 2');
    figures.print('download: bytes sent per byte of the file', sent / bytes, on);
    figures.print('download: requests', server.requests, on);
    figures.print('download: MB per second', bytes / 1e6 / seconds, on);
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}
