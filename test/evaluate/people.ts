import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Core } from '../../src-main/api/core-interface.ts';
import { bCubed, type ClusteredItem } from '../../src-main/evaluation/clustering.ts';
import type { FilmTruth } from '../../src-main/film-maker/film-truth.ts';
import { generatedScript } from '../../src-main/film-maker/generated-script.ts';
import { makeFilm, type MadeFilm } from '../../src-main/film-maker/make-film.ts';
import { ensureFfmpeg } from '../../src-main/media/ffmpeg-install.ts';
import type { FigurePrinter } from '../bench/figure.ts';
import { enrol, indexFilm, sumOf, withLibrary } from '../bench/film-trial.ts';
import { gridOf, precisionOf, presenceAgreement, recallOf, type Agreement } from '../bench/scores.ts';
import { evaluatePortraits } from './people/portraits.ts';
import { evaluateSitcomPresence } from './people/sitcom-presence.ts';
import { groupManyTracks } from './people/many-tracks.ts';
import { drawnFaceOwner, sitcomFaceOwner, wrongMerges, type FaceOwner } from './people/face-owner.ts';

/** Seeds from 1000 on are for reporting only; nothing is ever tuned on their films. */
const seeds = [1201, 1202, 1203, 1204, 1205];
const filmCache = fileURLToPath(new URL('../../.cache/films/', import.meta.url));
const media = fileURLToPath(new URL('../../../shared/media/', import.meta.url));

interface DrawnFilm {
  readonly name: string;
  readonly made: MadeFilm;
  readonly truth: FilmTruth;
}

const parts: Record<string, (figures: FigurePrinter) => Promise<void>> = {
  drawn: evaluateDrawn,
  sitcom: async (figures) => {
    await evaluateSitcom(figures);
    await evaluateSitcomPresence(figures, media, filmCache);
  },
  portraits: (figures) => evaluatePortraits(figures, media),
  many: evaluateManyTracks,
};

/**
 * How well the faces of unnamed people are grouped, whether names keep to their groups, and what many tracks cost.
 *
 * @param part the only part that is measured; all of them by default
 */
export async function evaluatePeople(figures: FigurePrinter, part?: string): Promise<void> {
  if (part !== undefined && !parts[part]) {
    throw new Error(`There is no part “${part}”. There is: ${Object.keys(parts).join(', ')}.`);
  }
  for (const [name, evaluate] of Object.entries(parts)) {
    if (part === undefined || name === part) await evaluate(figures);
  }
}

async function evaluateDrawn(figures: FigurePrinter): Promise<void> {
  const ffmpeg = await ensureFfmpeg((line) => console.error(line));
  const films: DrawnFilm[] = [];
  for (const seed of seeds) {
    const made = await makeFilm(ffmpeg, generatedScript(seed), filmCache);
    const truth = JSON.parse(await readFile(made.truth, 'utf8')) as FilmTruth;
    films.push({ name: `film ${seed}`, made, truth });
  }
  await withLibrary(async (core) => {
    for (const { made } of films) await indexFilm(core, made.film);
    const owners = new Map(films.map(({ made, name, truth }) => [made.film, drawnFaceOwner(name, truth)]));
    await printGroups(figures, core, 'five drawn films, one library', owners);
    const alone: Agreement[] = [];
    for (const film of films) alone.push(...(await enrolledAlone(core, film)));
    const on = 'five drawn films, one of all cast enrolled at a time';
    figures.print('precision of presence', precisionOf(sumOf(alone)), on, '>= 0.97');
    figures.print('recall of presence', recallOf(sumOf(alone)), on, '>= 0.95');
  });
}

async function evaluateManyTracks(figures: FigurePrinter): Promise<void> {
  const { seconds, processorSeconds, peakBytes, f1 } = await groupManyTracks(50_000);
  figures.print('seconds', seconds, '50,000 made-up tracks', '<= 60');
  figures.print('processor seconds', processorSeconds, '50,000 made-up tracks');
  figures.print('peak memory, bytes', peakBytes, '50,000 made-up tracks', '<= 1000000000');
  figures.print('B-cubed F1', f1, '50,000 made-up tracks');
}

/** Somebody is enrolled alone: whoever else is taken for them is wrong, in every film of the library. */
async function enrolledAlone(core: Core, { made, truth }: DrawnFilm): Promise<Agreement[]> {
  const agreements: Agreement[] = [];
  for (const { name, visible } of truth.people) {
    await enrol(core, { [name]: made.portraits[name]! });
    const { intervals } = await core.call('appearances.list', { name });
    await core.call('people.remove', { name });
    const [own, elsewhere] = [true, false].map((here) =>
      intervals.filter(({ path }) => (path === made.film) === here),
    );
    const times = gridOf(truth.duration, truth.frameRate);
    agreements.push(presenceAgreement(visible, own!, times));
    const longest = Math.max(0, ...elsewhere!.map(({ end }) => end));
    for (const [, false_] of Map.groupBy(elsewhere!, ({ path }) => path)) {
      agreements.push(presenceAgreement([], false_, gridOf(longest, truth.frameRate)));
    }
  }
  return agreements;
}

/** Real television. Not in the repository: skipped where it does not lie beside it. */
async function evaluateSitcom(figures: FigurePrinter): Promise<void> {
  const film = join(media, 'people/fotb/fresh_off_the_boat_82s.mp4');
  if (!existsSync(film)) {
    console.error('The sitcom figures are left out: their media are not beside the repository.');
    return;
  }
  const truths = JSON.parse(await readFile(join(media, 'truth.json'), 'utf8')) as unknown[];
  const owner = sitcomFaceOwner(truths);
  await withLibrary(async (core) => {
    await indexFilm(core, film);
    await printGroups(figures, core, 'sitcom, shots of one person', new Map([[film, owner]]));
  });
}

async function printGroups(
  figures: FigurePrinter,
  core: Core,
  on: string,
  owners: ReadonlyMap<string, FaceOwner>,
): Promise<void> {
  const items: ClusteredItem[] = [];
  let grouped = 0;
  const { groups } = await core.call('people.unnamed', { limit: 500 });
  for (const { id } of groups) {
    const { faces } = await core.call('people.group', { group: id });
    grouped += faces.length;
    for (const face of faces) {
      const truth = owners.get(face.path)?.(face) ?? null;
      if (truth !== null) items.push({ cluster: String(id), truth });
    }
  }
  const must = on.startsWith('five') ? { f1: '>= 0.90', wrong: '<= 0' } : {};
  const { precision, recall, f1 } = bCubed(items);
  const { faceTracks } = await core.call('library.status', {});
  figures.print('B-cubed F1', f1, on, must.f1);
  figures.print('B-cubed precision', precision, on);
  figures.print('B-cubed recall', recall, on);
  figures.print('wrong merges', wrongMerges(items), on, must.wrong);
  figures.print('groups', groups.length, on);
  figures.print('people', new Set(items.map(({ truth }) => truth)).size, on);
  figures.print('share of tracks in groups', grouped / faceTracks, on);
}
