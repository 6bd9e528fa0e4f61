import { defineConfig } from 'vitest/config';

/** The packaged app, as the builder assembles it from what `npm run build` made. */
export default defineConfig({
  test: {
    include: ['test/package/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 300_000,
    hookTimeout: 600_000,
  },
});
