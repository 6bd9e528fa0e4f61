import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The browser for the journeys: the one `CHROMIUM` names, else the first on the path. */
export function findChromium(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const wanted = process.env['CHROMIUM'];
  const candidates = [
    ...(wanted === undefined ? [] : [wanted]),
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  const found = candidates.find((path) => isExecutable(path));
  if (found !== undefined) return found;
  throw new Error('The journeys need Chromium: on Debian, apt-get install -y chromium, or set CHROMIUM.');
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
