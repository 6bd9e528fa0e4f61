import { z } from 'zod';
import { boxIou, type Box } from '../../../src-main/domain/box.ts';
import type { ClusteredItem } from '../../../src-main/evaluation/clustering.ts';
import type { FilmTruth } from '../../../src-main/film-maker/film-truth.ts';

/** Whose face it is in truth; null where the truth does not say. */
export type FaceOwner = (face: { readonly time: number; readonly box: Box }) => string | null;

/** Truth and film may be a picture apart. */
const sameTime = 0.05;
const sameFace = 0.2;
/** The sitcom's truth was written down to half a second. */
const aroundCuts = 0.5;

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

const sitcomTruth = z.looseObject({
  file: z.string().startsWith('people/fotb/'),
  shots: z.array(z.looseObject({ start: z.number(), end: z.number(), people: z.string() })),
});

/** The owner of the sitcom's faces, told inside of shots that show one person only. */
export function sitcomFaceOwner(truths: readonly unknown[]): FaceOwner {
  const film = truths.map((truth) => sitcomTruth.safeParse(truth)).find(({ success }) => success)?.data;
  if (!film) throw new Error('The truth says nothing of the sitcom.');
  const shots = film.shots.filter(({ people }) => /^\w+$/.test(people));
  return ({ time }) =>
    shots.find(({ start, end }) => time >= start + aroundCuts && time < end - aroundCuts)?.people ?? null;
}

/** How many groups hold more than one person's faces. */
export function wrongMerges(items: readonly ClusteredItem[]): number {
  const groups = Map.groupBy(items, ({ cluster }) => cluster);
  return [...groups.values()].filter((own) => new Set(own.map(({ truth }) => truth)).size > 1).length;
}
