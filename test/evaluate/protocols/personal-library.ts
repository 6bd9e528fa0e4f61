import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Core } from '../../../src-main/api/core-interface.ts';
import { openCore } from '../../../src-main/api/core.ts';
import { UserFacingError } from '../../../src-main/domain/errors.ts';
import type { Instance, PersonalDataSet } from '../../../src-main/evaluation/personal/personal-data.ts';
import { ensureFfmpeg } from '../../../src-main/media/ffmpeg-install.ts';
import type { FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';
import type { DataSetPlaces } from './data-set-files.ts';
import { enrolmentPictures, isPicture, stillFilm } from './enrolment-pictures.ts';

/** A library that holds a data set's candidates and knows its instances. */
export interface PersonalLibrary {
  readonly core: Core;
  /** The indexed film of each candidate. */
  readonly films: ReadonlyMap<string, string>;
  /** Names of instances that could not be enrolled. */
  readonly unknown: ReadonlySet<string>;
}

/** Opens the library of a data set's places, which goes on with what a run before has left. */
export function openLibraryOf(
  protocol: string,
  { annotations, videos, pictures, cache }: DataSetPlaces,
): Promise<Core> {
  const places = createHash('sha256').update([annotations, videos, pictures].join('\n')).digest('hex');
  return openCore({ libraryFolder: join(cache, `${protocol}-${places.slice(0, 12)}`, 'library') });
}

/** Indexes films; those that cannot be read are told and left out. */
export async function indexFilms(core: Core, films: readonly string[]): Promise<void> {
  const { failed } = await core.call('library.index', { paths: [...films] });
  for (const { path, reason } of failed) console.error(`${path}: ${reason}`);
}

/** Indexes the candidates of a data set and enrols its instances, for which there are files. */
export async function fillLibrary(
  core: Core,
  { instances, settings }: PersonalDataSet,
  files: ReadonlyMap<string, string>,
): Promise<PersonalLibrary> {
  const tools = await ensureFfmpeg((line) => console.error(line));
  const films = new Map<string, string>();
  for (const candidate of new Set(settings.flatMap(({ candidates }) => candidates))) {
    const file = files.get(candidate)!;
    const stills = join(core.libraryFolder, '..', 'stills');
    films.set(candidate, isPicture(file) ? await stillFilm(tools, file, stills) : file);
  }
  await indexFilms(core, [...new Set(films.values())]);
  const known = await knownNames(core);
  const unknown = new Set<string>();
  for (const instance of instances) {
    if (known.has(instance.name) || (await enrol(core, instance, files, tools))) continue;
    unknown.add(instance.name);
  }
  return { core, films, unknown };
}

export async function knownNames(core: Core): Promise<Set<string>> {
  const { people } = await core.call('people.list', {});
  const { concepts } = await core.call('concepts.list', {});
  return new Set([...people, ...concepts].map(({ name }) => name));
}

/** Enrols an instance; where that fails it says why. Gives whether it is known now. */
async function enrol(
  core: Core,
  { name, kind, templates }: Instance,
  files: ReadonlyMap<string, string>,
  tools: FfmpegTools,
): Promise<boolean> {
  try {
    const frames = join(core.libraryFolder, '..', 'templates');
    const own = templates.map((template) => files.get(template)!);
    const pictures = await enrolmentPictures(tools, own, frames);
    if (kind === 'person') {
      const { accepted, rejected } = await core.call('people.add', {
        name,
        pictures: pictures.map((path) => ({ path })),
      });
      for (const { picture, reason } of rejected) console.error(`${name}, ${picture}: ${reason}`);
      return accepted > 0;
    }
    const { concept } = await core.call('concepts.add', {
      ...{ name, kind },
      pictures: pictures.map((path) => ({ picture: { path } })),
    });
    if (!concept) console.error(`${name} is in none of its pictures.`);
    return concept !== null;
  } catch (error) {
    if (!(error instanceof UserFacingError)) throw error;
    console.error(`${name}: ${error.message}`);
    return false;
  }
}
