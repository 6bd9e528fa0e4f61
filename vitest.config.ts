import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Unit and integration tests. Files run one after another in pairs: model sessions and ffmpeg share two cores. */
export default defineConfig({
  resolve: {
    alias: { electron: fileURLToPath(new URL('./test/fixtures/electron-stand-in.ts', import.meta.url)) },
  },
  test: {
    include: ['test/unit/**/*.test.ts', 'test/integration/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 300_000,
    globalSetup: [],
  },
});
