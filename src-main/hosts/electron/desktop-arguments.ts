import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import envPaths from 'env-paths';

export interface DesktopArguments {
  readonly libraryFolder: string;
}

/** Reads `--library <folder>`; Chromium's own switches on the same line are passed over. */
export function readDesktopArguments(argv: readonly string[]): DesktopArguments {
  const { values } = parseArgs({
    args: argv.slice(1),
    options: { library: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  const { library } = values;
  return {
    libraryFolder: resolve(typeof library === 'string' ? library : envPaths('kinora', { suffix: '' }).data),
  };
}
