import { setImmediate as giveWay } from 'node:timers/promises';
import { boxIou, type Box } from '../domain/box.ts';
import { dot } from '../domain/vector.ts';
import { trainHead, type ConceptHead } from '../indexing/concepts/head.ts';
import { bestRegions, covered } from '../indexing/concepts/score-film.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { Sight } from '../store/presence-queries.ts';
import type { FilmRegion } from '../store/region-table.ts';

/** A frame shows the thing where a region overlaps its box by so much; what overlaps it a little less is a look at it too. */
const sameRegionIou = 0.45;
const nearRegionIou = 0.3;
/** A region that overlaps the box less shows something else. */
const otherRegionIou = 0.1;
/** Looks that tell what the thing is, and regions of the library that tell what it is not. */
const mostTemplates = 6;
const mostBackground = 1200;
/** A region of the library that is so like the thing may be the thing. */
const sameLook = 0.95;
/** Regions less likely than this are not the thing. */
const leastLikelihood = 0.5;
/** Sights so near to each other are one, in seconds. */
const joinSeconds = 1;
const mostSights = 50;

/** A stretch of a film that may show a thing again, and how likely it does, 0..1. */
export interface LikelySight extends Sight {
  readonly likelihood: number;
}

/** What a film's regions tell of a thing in it. */
export interface ThingRegions {
  /** The regions that show the thing, the best first, of each frame that has one. */
  readonly templates: readonly (readonly Float32Array[])[];
  /** What else is in these frames. */
  readonly rivals: readonly Float32Array[];
}

/**
 * Where the library's regions look like a thing, the likeliest first: a head is trained on the spot, as for a concept that
 * somebody enrols. Empty where no region shows the thing. Films are gone through one by one, with time between for others.
 * @param boxAt the thing's box at a time of its film in fractions of the picture, null where it is not seen
 */
export async function lookAlikes(
  reader: LibraryReader,
  videoId: number,
  boxAt: (time: number) => Box | null,
  signal?: AbortSignal,
): Promise<LikelySight[]> {
  const model = reader.regions.modelOf(videoId);
  if (model === null) return [];
  const { templates, rivals } = thingRegions(reader.regions.byVideo(videoId, model), boxAt);
  if (templates.length === 0) return [];
  const background = reader.regions
    .sample(model, mostBackground)
    .filter((vector) => templates.every(([template]) => dot(template!, vector) < sameLook));
  if (background.length === 0) return [];
  const head = trainHead({ templates: spread(templates), background, rivals });
  const sights: LikelySight[] = [];
  for (const film of reader.regions.films(model)) {
    await giveWay();
    signal?.throwIfAborted();
    sights.push(...sightsIn(reader, film, model, head));
  }
  return sights.toSorted((a, b) => b.likelihood - a.likelihood).slice(0, mostSights);
}

export function thingRegions(
  regions: Iterable<FilmRegion>,
  boxAt: (time: number) => Box | null,
): ThingRegions {
  const looks = new Map<number, { overlap: number; vector: Float32Array }[]>();
  const others = new Map<number, Float32Array[]>();
  for (const { time, box, vector } of regions) {
    const around = boxAt(time);
    if (!around) continue;
    const overlap = boxIou(box, around);
    if (overlap >= nearRegionIou) looks.set(time, [...(looks.get(time) ?? []), { overlap, vector }]);
    if (overlap < otherRegionIou) others.set(time, [...(others.get(time) ?? []), vector]);
  }
  const shown = [...looks].flatMap(([time, found]) => {
    const sorted = found.toSorted((a, b) => b.overlap - a.overlap);
    return sorted[0]!.overlap >= sameRegionIou ? [{ time, vectors: sorted.map(({ vector }) => vector) }] : [];
  });
  return {
    templates: shown.map(({ vectors }) => vectors),
    rivals: shown.flatMap(({ time }) => others.get(time) ?? []),
  };
}

/** As many as are worth their time, spread evenly. */
function spread<T>(all: readonly T[]): T[] {
  const count = Math.min(all.length, mostTemplates);
  return Array.from({ length: count }, (_, i) => all[Math.floor(((i + 0.5) * all.length) / count)]!);
}

function sightsIn(reader: LibraryReader, videoId: number, model: string, head: ConceptHead): LikelySight[] {
  const video = reader.videos.byId(videoId);
  if (!video) return [];
  const [frames] = bestRegions(reader.regions.byVideo(videoId, model), [{ ...head, kind: 'object' }]);
  const likely = covered(frames!, reader.videos.shots(videoId), video.duration ?? 0).filter(
    ({ likelihood }) => likelihood >= leastLikelihood,
  );
  const sights: LikelySight[] = [];
  for (const { start, end, likelihood } of likely) {
    const last = sights.at(-1);
    if (last && start - last.end <= joinSeconds) {
      sights[sights.length - 1] = { ...last, end, likelihood: Math.max(last.likelihood, likelihood) };
    } else sights.push({ videoId, title: video.title, start, end, likelihood });
  }
  return sights;
}
