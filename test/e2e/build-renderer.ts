import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds the interface as it is shipped, so that the journeys never run on an old one. */
export default async function buildRenderer(): Promise<void> {
  // Vite takes this over into what it builds, and a test runner's is another one.
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await build({
      configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
      logLevel: 'warn',
    });
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}
