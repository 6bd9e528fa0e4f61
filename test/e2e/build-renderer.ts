import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds the interface as it is shipped, so that the journeys never run on an old one. */
export default async function buildRenderer(): Promise<void> {
  await build({
    configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
    logLevel: 'warn',
  });
}
