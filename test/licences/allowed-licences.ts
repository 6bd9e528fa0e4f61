import type { ShippedPackage } from './shipped-packages.ts';

/** Licences under which anything may be packaged with the app, as long as its notice is. */
const allowed: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
]);

interface Exception {
  readonly packages: RegExp;
  readonly licence: string;
  /** Why that is all right; it stands in the list that comes with the app. */
  readonly note: string;
}

/** Licences that only these packages may have. */
const exceptions: readonly Exception[] = [
  {
    packages: /^@img\/sharp-(libvips-.+|win32-.+|wasm32)$/,
    licence: 'LGPL-3.0-or-later',
    note: 'libvips is a library of its own in this folder and may be replaced by another build of it.',
  },
  {
    packages: /^ffmpeg-static$/,
    licence: 'GPL-3.0-or-later',
    note: 'FFmpeg is run as a separate program and is not linked. Its source: https://ffmpeg.org.',
  },
];

/** What packages are under whose `package.json` does not say it. */
const readElsewhere: Readonly<Record<string, string>> = {
  // Its package.json names "BSD" and an address; its LICENSE file is the text with three clauses.
  'parse-cache-control': 'BSD-3-Clause',
  // Its package.json says nothing; its LICENSE file is the MIT text.
  'svelte-toolbelt': 'MIT',
};

/** The licence of a package; null where none is known. */
export function licenceOf({ name, licence }: Pick<ShippedPackage, 'name' | 'licence'>): string | null {
  return readElsewhere[name] ?? licence;
}

/** Why a package may not be shipped, with its name; null where it may. */
export function licenceProblem(found: Pick<ShippedPackage, 'name' | 'licence'>): string | null {
  const licence = licenceOf(found);
  if (licence === null) return `${found.name} states no licence`;
  return mayBeUnder(found.name, licence) ? null : `${found.name} is under ${licence}`;
}

/** Why a package may be shipped although its licence asks for more than a notice; null for all others. */
export function licenceNote({ name }: Pick<ShippedPackage, 'name'>): string | null {
  return exceptions.find(({ packages }) => packages.test(name))?.note ?? null;
}

/** Reads `A OR B` and `A AND B`; what mixes the two is for a person to read, and is refused. */
function mayBeUnder(name: string, expression: string): boolean {
  const words = expression.replaceAll(/[()]/g, '').trim();
  const ofOne = (licence: string) => mayBeUnderOne(name, licence.trim());
  const [either, all] = [words.split(' OR '), words.split(' AND ')];
  if (either.length > 1 && all.length > 1) return false;
  return either.length > 1 ? either.some(ofOne) : all.every(ofOne);
}

function mayBeUnderOne(name: string, licence: string): boolean {
  return (
    allowed.has(licence) ||
    exceptions.some((exception) => exception.licence === licence && exception.packages.test(name))
  );
}
