import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import envPaths from 'env-paths';

export interface DesktopArguments {
  readonly libraryFolder: string;
}

/**
 * Reads `--library <folder>`. Chromium's own switches on the same line are passed over, and so are the program's and
 * the module's paths, of which a utility process has another number than the main process.
 */
export function readDesktopArguments(argv: readonly string[]): DesktopArguments {
  const { values } = parseArgs({
    args: [...argv],
    options: { library: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  const { library } = values;
  return {
    libraryFolder: resolve(typeof library === 'string' ? library : envPaths('kinora', { suffix: '' }).data),
  };
}
