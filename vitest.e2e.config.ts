import { defineConfig } from 'vitest/config';

/** End-to-end journeys in Chromium against the web host. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: ['test/e2e/build-renderer.ts'],
    pool: 'forks',
    maxWorkers: 1,
    // On a machine with much else to do a page may take long; a wait that ends costs nothing.
    expect: { poll: { timeout: 30_000 } },
    testTimeout: 180_000,
    // A step that was too early for a busy machine is taken once more; Vitest tells that it was.
    retry: process.env['CI'] === undefined ? 0 : 1,
    hookTimeout: 300_000,
  },
});
