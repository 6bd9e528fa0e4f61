import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { licenceNote, licenceOf } from './allowed-licences.ts';
import type { ShippedPackage } from './shipped-packages.ts';

const head = `Third-party licences

Kinora itself is under the Apache License 2.0. The packages below are in this copy of it, or in what its interface is
built from. Electron's licence and Chromium's lie beside the program. THIRD_PARTY.md in Kinora's source tells of the
programs, models, fonts and icons that Kinora stands on.
`;

const rule = '-'.repeat(80);
/** Also the licence that ffmpeg-static puts beside its program. */
const isNotice = (file: string): boolean =>
  /^(licen[cs]e|copying|notice|third.?party)|\.licen[cs]e$/i.test(file);

/** Name, version, licence and the notices of every package that is installed, as one text. */
export function noticesOf(root: string, packages: readonly ShippedPackage[]): string {
  const parts = packages.filter(({ isInstalled }) => isInstalled).map((one) => noticeOf(root, one));
  return [head, ...parts].join(`\n${rule}\n\n`);
}

function noticeOf(root: string, found: ShippedPackage): string {
  const folder = join(root, found.place);
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && isNotice(entry.name))
    .map(({ name }) => readFileSync(join(folder, name), 'utf8').trim());
  const title = `${found.name} ${found.version}: ${licenceOf(found) ?? 'no licence stated'}`;
  const note = licenceNote(found);
  const rest =
    texts.length > 0 ? texts : [`The package brings no text. It is told of at ${pageOf(found.name)}.`];
  return `${[title, ...(note === null ? [] : [note]), ...rest].join('\n\n')}\n`;
}

function pageOf(name: string): string {
  return `https://www.npmjs.com/package/${name}`;
}
