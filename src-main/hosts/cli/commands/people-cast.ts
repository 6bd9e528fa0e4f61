import type { Command } from 'commander';
import type { Core } from '../../../api/core-interface.ts';
import type { OutputOf } from '../../../api/contract.ts';
import { problemOf, UserFacingError } from '../../../domain/errors.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { counted } from '../output/counted.ts';
import { printable } from '../output/printable.ts';
import { renderTable } from '../output/table.ts';
import type { ResultOf } from '../json-shapes.ts';
import { widthOf } from '../terminal.ts';

type Offer = OutputOf<'people.castOffers'>['offers'][number];
type EnrolledCast = ResultOf<'people enrol-cast'>;

/** The commands that enrol people from the pictures beside films. */
export function addPeopleCastCommands(people: Command, runner: CommandRunner): void {
  people
    .command('cast')
    .description(
      'list the cast that the files beside films name, and who can be enrolled from a picture there',
    )
    .argument('[video]', 'path of a film; all films when left out')
    .action((video: string | undefined, _options, command: Command) =>
      runner.run(command, async (context) => {
        const { offers } = await context.withCore(async (core) => {
          const films = await filmsByPath(core);
          const listed = await core.call(
            'people.castOffers',
            video === undefined ? {} : { videoId: requireFilm(films, context.path(video)) },
          );
          const paths = new Map([...films].map(([path, id]) => [id, path]));
          return {
            offers: listed.offers.map(({ videoId, ...offer }) => ({
              ...offer,
              path: paths.get(videoId) ?? '',
            })),
          };
        });
        context.result('people cast', { offers }, () =>
          offers.length > 0
            ? castTable(offers, widthOf(context.terminal))
            : 'No file beside a film names its cast.',
        );
        return exitCode.done;
      }),
    );

  people
    .command('enrol-cast')
    .description('enrol somebody of a film’s cast, or all, from the pictures beside the film')
    .argument('<video>', 'path of the film')
    .argument('[name]', 'who, as “people cast” names them')
    .option('--all', 'everybody of whom there is a picture')
    .action((video: string, name: string | undefined, options: { all?: boolean }, command: Command) =>
      runner.run(command, async (context) => {
        const enrolled = await context.withCore(async (core) => {
          const videoId = requireFilm(await filmsByPath(core), context.path(video));
          return enrolCast(core, videoId, await namesToEnrol(core, videoId, name, options.all ?? false));
        });
        context.result('people enrol-cast', enrolled, () => enrolledText(enrolled));
        return enrolled.enrolled.length > 0 || enrolled.refused.length === 0
          ? exitCode.done
          : exitCode.failed;
      }),
    );
}

async function namesToEnrol(
  core: Core,
  videoId: number,
  name: string | undefined,
  all: boolean,
): Promise<readonly string[]> {
  if (name !== undefined && !all) return [name];
  if (all) {
    const { offers } = await core.call('people.castOffers', { videoId });
    return offers.filter(({ hasPicture, enrolled }) => hasPicture && !enrolled).map((offer) => offer.name);
  }
  throw new UserFacingError(
    'bad-input',
    'It is not said who is to be enrolled.',
    'Name somebody, or write --all for everybody of whom there is a picture.',
  );
}

/** Enrols one after the other; a picture that cannot be used does not stop the others. */
async function enrolCast(core: Core, videoId: number, names: readonly string[]): Promise<EnrolledCast> {
  const outcome: EnrolledCast = { enrolled: [], refused: [] };
  for (const name of names) {
    try {
      const { accepted, rejected } = await core.call('people.enrolCast', { videoId, name });
      if (accepted > 0) outcome.enrolled.push(name);
      outcome.refused.push(...rejected.map(({ reason, remedy }) => ({ name, reason, remedy })));
    } catch (error) {
      if (names.length === 1) throw error;
      const { sentence, remedy } = problemOf(error);
      outcome.refused.push({ name, reason: sentence, remedy });
    }
  }
  return outcome;
}

function castTable(offers: readonly (Omit<Offer, 'videoId'> & { path: string })[], width: number): string {
  return renderTable(
    [
      { title: 'name' },
      { title: 'plays' },
      { title: 'picture' },
      { title: 'enrolled' },
      { title: 'film', flexible: true },
    ],
    offers.map(({ name, role, hasPicture, enrolled, path }) => [
      printable(name),
      printable(role ?? ''),
      hasPicture ? 'yes' : '',
      enrolled ? 'yes' : '',
      printable(path),
    ]),
    width,
  );
}

function enrolledText({ enrolled, refused }: EnrolledCast): string {
  const names = enrolled.length > 0 ? `: ${enrolled.map(printable).join(', ')}` : '';
  return [
    `${counted(enrolled.length, 'person', 'people')} enrolled${names}.`,
    ...refused.map(({ name, reason, remedy }) => printable(`${name}: ${reason} ${remedy}`)),
  ].join('\n');
}

async function filmsByPath(core: Core): Promise<Map<string, number>> {
  const { videos } = await core.call('library.videos', {});
  return new Map(videos.map(({ path, id }) => [path, id]));
}

function requireFilm(films: ReadonlyMap<string, number>, path: string): number {
  const id = films.get(path) ?? films.get(path.replaceAll('\\', '/'));
  if (id !== undefined) return id;
  throw new UserFacingError(
    'not-found',
    `The library does not hold the film ${path}.`,
    'Check the path, or add the film first: kinora index <file or folder>.',
  );
}
