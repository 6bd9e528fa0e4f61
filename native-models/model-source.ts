import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { UserFacingError } from '../src-main/domain/errors.ts';
import type { CatalogModel } from './catalog.ts';

/** Where an installed npm package lies. Throws a UserFacingError `bad-model` when it is not installed. */
export function packageFolder(name: string): string {
  let manifest: string | undefined;
  let cause: unknown;
  try {
    manifest = findPackageJSON(name, import.meta.url);
  } catch (error) {
    cause = error;
  }
  if (manifest !== undefined) return dirname(manifest);
  throw new UserFacingError(
    'bad-model',
    `The package ${name}, from which models are made, is not installed.`,
    'Install Kinora again (npm ci in a checkout).',
    cause,
  );
}

/**
 * The bytes of a model's source files, in the catalogue's order. Throws a UserFacingError `bad-model` that names the
 * first file which is missing or is not, to the byte, the one the catalogue means.
 */
export async function readSourceFiles(model: CatalogModel): Promise<Uint8Array[]> {
  const folder = packageFolder(model.source.package);
  return Promise.all(
    model.source.files.map(async ({ path, sha256 }) => {
      const bytes = await readFile(join(folder, path)).catch((error: unknown) => {
        throw badSource(model, path, 'is missing', error);
      });
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
        throw badSource(model, path, 'is not the one this version of Kinora knows');
      }
      return bytes;
    }),
  );
}

function badSource(model: CatalogModel, path: string, problem: string, cause?: unknown): UserFacingError {
  return new UserFacingError(
    'bad-model',
    `The model ${model.family} cannot be made: the file ${path} of the package ${model.source.package} ${problem}.`,
    `Install Kinora again (npm ci in a checkout), so that ${model.source.package} ${model.source.version} is complete.`,
    cause,
  );
}
