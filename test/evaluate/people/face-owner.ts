import { z } from 'zod';
import { boxIou, type Box } from '../../../src-main/domain/box.ts';
import type { ClusteredItem } from '../../../src-main/evaluation/clustering.ts';
import type { FilmTruth } from '../../../src-main/film-maker/film-truth.ts';

/** Whose face it is in truth; null where the truth does not say. */
export type FaceOwner = (face: { readonly time: number; readonly box: Box }) => string | null;

/** Truth and film may be a picture apart. */
const sameTime = 0.05;
const sameFace = 0.2;

/** The owner of a drawn film's faces: whose box is there at that time. People of two films are never the same. */
export function drawnFaceOwner(film: string, { people }: FilmTruth): FaceOwner {
  return ({ time, box }) => {
    let best: { name: string; iou: number } | null = null;
    for (const { name, faces } of people) {
      for (const face of faces) {
        if (Math.abs(face.time - time) > sameTime) continue;
        const iou = boxIou(face, box);
        if (iou >= sameFace && iou > (best?.iou ?? 0)) best = { name, iou };
      }
    }
    return best && `${film}, ${best.name}`;
  };
}

const truths = z.array(
  z.looseObject({
    file: z.string().optional(),
    shots: z
      .array(z.looseObject({ start: z.number(), end: z.number(), people: z.string().optional() }))
      .optional(),
  }),
);

/** The owner of the sitcom's faces, told where a shot shows one person only. */
export function sitcomFaceOwner(truth: unknown): FaceOwner {
  const film = truths.parse(truth).find(({ file }) => file?.startsWith('people/fotb/'));
  const shots = film?.shots?.filter(({ people = '' }) => /^\w+$/.test(people)) ?? [];
  return ({ time }) => shots.find(({ start, end }) => time >= start && time < end)?.people ?? null;
}

/** How many groups hold more than one person's faces. */
export function wrongMerges(items: readonly ClusteredItem[]): number {
  const groups = Map.groupBy(items, ({ cluster }) => cluster);
  return [...groups.values()].filter((own) => new Set(own.map(({ truth }) => truth)).size > 1).length;
}
