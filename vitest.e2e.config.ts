import { defineConfig } from 'vitest/config';

/** End-to-end journeys in Chromium against the web host. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: ['test/e2e/build-renderer.ts'],
    pool: 'forks',
    maxWorkers: 1,
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
