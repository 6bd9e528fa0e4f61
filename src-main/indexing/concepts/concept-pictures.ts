import type { Box } from '../../domain/box.ts';
import type { ConceptKind } from '../../domain/concept.ts';
import { problemOf, UserFacingError, type Problem } from '../../domain/errors.ts';
import type { RgbImage } from '../../domain/image.ts';
import { dot, weightedMean } from '../../domain/vector.ts';
import type { ModelSet } from '../../models/model-interfaces.ts';
import { nameOf, readPicture, type GivenPicture } from '../picture-input.ts';
import { agreeingBoxes, type Candidates } from './agreeing-regions.ts';
import {
  describeTemplate,
  likeliestClaim,
  localise,
  type LocalisedPicture,
  type TemplateLooks,
} from './template.ts';

/** A picture for a concept, and where it shows the thing if the user has said. */
export interface ConceptPicture {
  readonly picture: GivenPicture;
  readonly box: Box | null;
}

export type Template = LocalisedPicture & TemplateLooks;

/** What became of each picture, in the order in which they were given. */
export type PictureVerdict =
  | { readonly source: string; readonly template: Template; readonly problem: null }
  | { readonly source: string; readonly template: null; readonly problem: Problem };

/** So many pictures of one thing say all there is to say. */
const mostTemplates = 10;
/** Whole pictures that are as like each other as this are one picture. */
const samePicture = 0.9995;
/** A claim of the detector that needs no other pictures to be believed. */
const sureClaim = 0.5;
/** With fewer templates nobody can say what they have in common, or which one is the odd one. */
const leastToCompare = 3;

/**
 * Reads the pictures of a concept: finds the thing in each, and leaves out what shows it again unchanged, what shows
 * something else than the others, and what is too much. Never throws for a picture.
 */
export async function readConceptPictures(
  pictures: readonly ConceptPicture[],
  kind: ConceptKind,
  models: Pick<ModelSet, 'faceDetector' | 'regions'>,
): Promise<PictureVerdict[]> {
  const verdicts: PictureVerdict[] = [];
  const common = await commonThing(pictures, kind, models);
  for (const [index, { picture, box }] of pictures.entries()) {
    const source = nameOf(picture);
    try {
      const image = common[index]?.image ?? (await readPicture(picture));
      refuseSurplus(source, image, verdicts);
      const localised = await localise(source, image, kind, box ?? common[index]?.box ?? null, models);
      const template = { ...localised, ...(await describeTemplate(localised, models)) };
      refuseTwin(template, verdicts);
      verdicts.push({ source, template, problem: null });
    } catch (error) {
      verdicts.push({ source, template: null, problem: problemOf(error) });
    }
  }
  const given = new Set(verdicts.filter((_, index) => pictures[index]!.box !== null));
  return withoutStrangers(verdicts, given);
}

/** A picture that was read already, and where it shows what others show too; null where that is not known. */
interface SeenPicture {
  readonly image: RgbImage;
  readonly box: Box | null;
}

/**
 * Where the pictures without a box show what all pictures have in common; null where that cannot be said, or is said by a
 * sure claim already. Somewhere the thing must be claimed, or drawn by the user: other pictures have nothing in common
 * but what is everywhere.
 */
async function commonThing(
  pictures: readonly ConceptPicture[],
  kind: ConceptKind,
  { regions }: Pick<ModelSet, 'regions'>,
): Promise<(SeenPicture | null)[]> {
  const found = pictures.map((): SeenPicture | null => null);
  if (kind === 'place' || pictures.length < leastToCompare || pictures.every(({ box }) => box)) return found;
  const candidates = new Map<number, Candidates>();
  let isClaimed = false;
  for (const [index, { picture, box }] of pictures.slice(0, mostTemplates).entries()) {
    const image = await readPicture(picture).catch(() => null);
    const isCopy = image && found.some((one) => one && Buffer.compare(one.image.data, image.data) === 0);
    if (!image || isCopy) continue;
    found[index] = { image, box: null };
    const proposed = await regions.propose(image);
    const claim = box ? { label: '', confidence: 1, box } : likeliestClaim(proposed, kind);
    isClaimed ||= claim !== null;
    const possible = claim && claim.confidence >= sureClaim ? [claim] : proposed;
    const vectors = await regions.describe(
      image,
      possible.map((region) => region.box),
    );
    candidates.set(index, { regions: possible, vectors });
  }
  if (!isClaimed || candidates.size < leastToCompare) return found;
  const boxes = agreeingBoxes([...candidates.values()]);
  [...candidates].forEach(([index, { regions: possible }], at) => {
    if (possible.length > 1) found[index] = { ...found[index]!, box: boxes[at]! };
  });
  return found;
}

export function templatesOf(verdicts: readonly PictureVerdict[]): Template[] {
  return verdicts.flatMap(({ template }) => template ?? []);
}

/** Copies are refused before anybody looks at them, and so is what is too much. */
function refuseSurplus(source: string, { data }: RgbImage, before: readonly PictureVerdict[]): void {
  const taken = templatesOf(before);
  const copy = taken.find(({ image }) => Buffer.compare(image.data, data) === 0);
  if (copy) throw samePictureError(source, copy.source);
  if (taken.length < mostTemplates) return;
  throw new UserFacingError(
    'bad-input',
    `“${source}” is one more than the ${mostTemplates} pictures that are enough.`,
    'Leave it out.',
  );
}

/** Refuses a picture that is another one saved anew. */
function refuseTwin(template: Template, before: readonly PictureVerdict[]): void {
  const twin = templatesOf(before).find(({ scene }) => dot(scene, template.scene) >= samePicture);
  if (twin) throw samePictureError(template.source, twin.source);
}

function samePictureError(source: string, twin: string): UserFacingError {
  return new UserFacingError(
    'bad-input',
    `“${source}” is the same picture as “${twin}”.`,
    'Use pictures that show it in other places or from other sides.',
  );
}

/** Refuses pictures whose thing is less like that of the others than most of what surrounds it; not where the user drew. */
function withoutStrangers(
  verdicts: readonly PictureVerdict[],
  trusted: ReadonlySet<PictureVerdict>,
): PictureVerdict[] {
  const templates = templatesOf(verdicts);
  if (templates.length < leastToCompare) return [...verdicts];
  return verdicts.map((verdict) => {
    const { source, template } = verdict;
    if (!template || trusted.has(verdict) || template.background.length === 0) return verdict;
    const others = templates.filter((other) => other !== template).map(({ looks }) => looks[0]!);
    const thing = weightedMean(
      others,
      others.map(() => 1),
    );
    const around = template.background.map((region) => dot(region, thing)).toSorted((a, b) => b - a);
    if (dot(template.looks[0]!, thing) >= around[Math.floor(around.length / 4)]!) return verdict;
    return {
      source,
      template: null,
      problem: {
        code: 'not-found' as const,
        sentence: `“${source}” does not seem to show what the other pictures show.`,
        remedy: 'Draw a box around it if it is there, or leave the picture out.',
      },
    };
  });
}
