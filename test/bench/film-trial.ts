import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Core } from '../../src-main/api/core-interface.ts';
import { openCore } from '../../src-main/api/core.ts';
import { mergeIntervals, type Interval } from '../../src-main/domain/interval.ts';
import type { FilmTruth } from '../../src-main/film-maker/film-truth.ts';
import {
  addAgreements,
  boundaryAgreement,
  edgeErrors,
  gridOf,
  noAgreement,
  presenceAgreement,
  type Agreement,
} from './scores.ts';

/** Moments are merged over gaps of a second, so the truth's intervals are too before edges are compared. */
const momentGap = 1;
const cutTolerance = 0.1;

/** Opens a core on a library of its own that is deleted afterwards. */
export async function withLibrary<T>(work: (core: Core) => Promise<T>): Promise<T> {
  const libraryFolder = await mkdtemp(join(tmpdir(), 'kinora-bench-'));
  const core = await openCore({ libraryFolder });
  try {
    return await work(core);
  } finally {
    await core.close();
    await rm(libraryFolder, { recursive: true, force: true });
  }
}

export async function indexFilm(core: Core, film: string): Promise<{ seconds: number }> {
  const { failed, seconds } = await core.call('library.index', { paths: [film] });
  if (failed[0]) throw new Error(failed[0].reason);
  return { seconds };
}

/** Enrols people from picture files; every picture must be taken. */
export async function enrol(
  core: Core,
  portraits: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  for (const [name, paths] of Object.entries(portraits)) {
    const { rejected } = await core.call('people.add', { name, pictures: paths.map((path) => ({ path })) });
    if (rejected[0]) throw new Error(`${rejected[0].picture}: ${rejected[0].reason}`);
  }
}

export interface FilmTrial {
  /** By person, over every frame of the film. */
  readonly presence: ReadonlyMap<string, Agreement>;
  readonly cuts: Agreement;
  /** Seconds between the edges of true and found moments. */
  readonly edges: readonly number[];
}

/** Compares what the library says of an indexed film with whom it is known to show. */
export async function tryFilm(core: Core, film: string, truth: FilmTruth): Promise<FilmTrial> {
  const times = gridOf(truth.duration, truth.frameRate);
  const presence = new Map<string, Agreement>();
  const edges: number[] = [];
  for (const { name, visible } of truth.people) {
    const { intervals } = await core.call('appearances.list', { name, path: film });
    presence.set(name, presenceAgreement(visible, intervals, times));
    const { moments } = await core.call('search.run', { query: `@"${name}"`, limit: 1000 });
    edges.push(...edgeErrors(mergeIntervals(visible, momentGap), moments));
  }
  const { shots } = await core.call('shots.list', { path: film });
  return { presence, edges, cuts: cutAgreement(truth, shots) };
}

interface Transitional extends Interval {
  readonly transition: string;
}

/** Cuts only: a found boundary at a true dissolve or fade counts neither for nor against. */
function cutAgreement(truth: FilmTruth, found: readonly Transitional[]): Agreement {
  const cuts = truth.shots.filter((shot) => shot.transition === 'cut').map((shot) => shot.start);
  const gradual = truth.shots.filter(({ transition }) => transition === 'dissolve' || transition === 'fade');
  const candidates = found
    .filter((shot) => shot.transition !== 'start')
    .map((shot) => shot.start)
    .filter((time) => !gradual.some(({ start }) => Math.abs(start - time) <= 1));
  return boundaryAgreement(cuts, candidates, cutTolerance);
}

export function sumOf(agreements: Iterable<Agreement>): Agreement {
  return [...agreements].reduce(addAgreements, noAgreement);
}
