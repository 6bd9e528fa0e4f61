import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** A package of which something is in the packaged app. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** Where npm puts it, relative to the repository. */
  readonly place: string;
  /** Packages of other systems are not installed here. */
  readonly isInstalled: boolean;
  /** As the package states it; null where it states none. */
  readonly licence: string | null;
}

const names = z.record(z.string(), z.string()).default({});
const lockfile = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      dependencies: names,
      peerDependencies: names,
    }),
  ),
});
type Locked = z.output<typeof lockfile>['packages'];

const statement = z.union([z.string(), z.object({ type: z.string() })]);
const manifest = z.looseObject({
  license: statement.optional(),
  /** How packages stated it before there was `license`. */
  licenses: z.array(statement).optional(),
});

/**
 * What the app is packaged with: all packages that the program depends on, on any system, and those that the interface
 * is built from, which are tools of the checkout by their place in `package.json`.
 */
export function shippedPackages(root: string): ShippedPackage[] {
  const { packages } = lockfile.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const places = new Set(Object.keys(packages).filter((place) => place !== '' && !packages[place]!.dev));
  for (const name of packagesOfInterface(join(root, 'src-renderer')))
    addWithNeeds(name, '', packages, places);
  return [...places].sort().map((place) => {
    const isInstalled = existsSync(join(root, place, 'package.json'));
    const { version = '', license = null } = packages[place]!;
    const licence = isInstalled ? licenceIn(join(root, place)) : license;
    return { name: nameIn(place), version, place, isInstalled, licence };
  });
}

/** The packages that modules of the interface import. */
function packagesOfInterface(folder: string): Set<string> {
  const found = new Set<string>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(ts|svelte)$/.test(name)) continue;
    const text = readFileSync(join(folder, name), 'utf8');
    for (const [, wanted] of text.matchAll(/(?:from|import) '((?:@[\w.-]+\/)?[\w-][\w.-]*)[^']*'/g)) {
      found.add(wanted!);
    }
  }
  return found;
}

function addWithNeeds(name: string, from: string, packages: Locked, places: Set<string>): void {
  const place = placeOf(name, from, packages);
  if (place === null || places.has(place)) return;
  places.add(place);
  const { dependencies, peerDependencies } = packages[place]!;
  for (const need of Object.keys({ ...dependencies, ...peerDependencies })) {
    addWithNeeds(need, place, packages, places);
  }
}

/** Where a package finds another: in itself, beside itself, or beside one of those it lies in; null where it is nowhere. */
function placeOf(name: string, from: string, packages: Locked): string | null {
  for (let folder = from; ; folder = folder.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    const place = `${folder ? `${folder}/` : ''}node_modules/${name}`;
    if (place in packages) return place;
    if (folder === '') return null;
  }
}

function nameIn(place: string): string {
  return place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function licenceIn(folder: string): string | null {
  const { license, licenses = [] } = manifest.parse(
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  );
  const stated = (license === undefined ? licenses : [license]).map((one) =>
    typeof one === 'string' ? one : one.type,
  );
  return stated.length > 0 ? stated.join(' AND ') : null;
}
