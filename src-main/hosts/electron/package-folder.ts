import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of Kinora's package.json: the checkout, or the archive of an installed app. */
export function packageFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No package.json above ${import.meta.dirname}`);
    folder = parent;
  }
  return folder;
}
