import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { RgbImage } from '../../../src-main/domain/image.ts';
import { dot } from '../../../src-main/domain/vector.ts';
import { readPicture } from '../../../src-main/indexing/picture-input.ts';
import { modelCacheFolder } from '../../../src-main/models/model-cache-folder.ts';
import { fitLogisticCurve, type Judged } from '../../../src-main/evaluation/logistic-fit.ts';
import { pairConfidence } from '../../../src-main/models/face-calibration.ts';
import type { ModelSet } from '../../../src-main/models/model-interfaces.ts';
import { openModels } from '../../../src-main/models/starter-pack.ts';
import type { FigurePrinter } from '../../bench/figure.ts';

interface Portrait {
  readonly person: string;
  readonly file: string;
  readonly embedding: Float32Array;
}

const falseAccepts = 0.001;
/** Sides in pixels to which portraits are reduced before the curve is fitted: most faces of films are small. */
const smallSides = [70, 45, 32, 24];
const bins = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0001];

/**
 * Who is on portraits: the nearest other portrait, pairs accepted at a bound, and how far certainties are frequencies. The
 * curve that the catalogue keeps is fitted to every second person; reliability is told of the others.
 */
export async function evaluatePortraits(figures: FigurePrinter, media: string): Promise<void> {
  const folder = join(media, 'portraits');
  if (!existsSync(folder)) return;
  const models = await openModels(modelCacheFolder());
  try {
    const portraits: Portrait[] = [];
    const reduced: Portrait[] = [];
    const people = (await readdir(folder)).toSorted();
    const fitted = new Set(people.filter((_, index) => index % 2 === 0));
    let all = 0;
    for (const person of people) {
      for (const file of await readdir(join(folder, person))) {
        all += 1;
        const picture = await readPicture({ path: join(folder, person, file) });
        const embedding = await describe(picture, models);
        if (embedding) portraits.push({ person, file, embedding });
        if (!fitted.has(person)) continue;
        if (embedding) reduced.push({ person, file, embedding });
        for (const side of smallSides) {
          const small = await describe(await farAway(picture, side), models);
          if (small) reduced.push({ person, file, embedding: small });
        }
      }
    }
    const { modelId } = models.faceEmbedder;
    const on = `${all} portraits, ${modelId}`;
    figures.print('faces found', portraits.length / all, on);
    printVerification(figures, portraits, on);
    const { midpoint, slope } = fitLogisticCurve(
      pairsOf(
        portraits.filter(({ person }) => fitted.has(person)),
        reduced,
      ),
    );
    figures.print('midpoint of the curve', midpoint, `${on}, ${fitted.size} people, reduced`);
    figures.print('slope of the curve', slope, `${on}, ${fitted.size} people, reduced`);
    const others = portraits.filter(({ person }) => !fitted.has(person));
    const certainty = pairConfidence(models.faceEmbedder);
    printReliability(figures, pairsOf(others, others), `${on}, the other people`, certainty);
  } finally {
    await models.close();
  }
}

/** What the largest face of a picture looks like; null where none is found. */
async function describe(picture: RgbImage, { faceDetector, faceEmbedder }: ModelSet) {
  const [face] = await faceDetector.detect(picture);
  return face ? (await faceEmbedder.describe(picture, face)).embedding : null;
}

/** A picture reduced to a side, in the middle of a grey one. */
async function farAway({ width, height, data }: RgbImage, side: number): Promise<RgbImage> {
  const around = { top: 60, left: 60, bottom: 60, right: 60, background: '#777' };
  const { data: small, info } = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize(side, side)
    .extend(around)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: small };
}

/** Every pair of different portraits once, with its cosine. */
function pairsOf(some: readonly Portrait[], others: readonly Portrait[]): Judged[] {
  const key = ({ person, file }: Portrait) => `${person}/${file}`;
  const isOrdered = some === others;
  return some.flatMap((a) =>
    others
      .filter((b) => (isOrdered ? key(a) < key(b) : key(a) !== key(b)))
      .map((b) => ({ score: dot(a.embedding, b.embedding), isSo: a.person === b.person })),
  );
}

function printVerification(figures: FigurePrinter, portraits: readonly Portrait[], on: string): void {
  const pairs = pairsOf(portraits, portraits);
  const nearest = portraits.map((own) => {
    const others = portraits.filter((other) => other !== own);
    return others.reduce((best, other) =>
      dot(own.embedding, other.embedding) > dot(own.embedding, best.embedding) ? other : best,
    );
  });
  const hits = portraits.filter((own, index) => nearest[index]!.person === own.person);
  figures.print('rank-1', hits.length / portraits.length, on, '>= 1');
  const strangers = pairs.filter(({ isSo }) => !isSo).map(({ score }) => score);
  const bound = strangers.toSorted((a, b) => b - a)[Math.floor(strangers.length * falseAccepts)]!;
  const own = pairs.filter(({ isSo }) => isSo);
  const accepted = own.filter(({ score }) => score > bound);
  figures.print('true accepts at 0.1 % false accepts', accepted.length / own.length, on);
}

function printReliability(
  figures: FigurePrinter,
  pairs: readonly Judged[],
  on: string,
  certainty: (cosine: number) => number,
): void {
  let error = 0;
  bins.slice(1).forEach((most, index) => {
    const inBin = pairs.filter(({ score }) => certainty(score) >= bins[index]! && certainty(score) < most);
    if (inBin.length === 0) return;
    const said = inBin.reduce((sum, { score }) => sum + certainty(score), 0) / inBin.length;
    const share = inBin.filter(({ isSo }) => isSo).length / inBin.length;
    figures.print(`reliability of faces, said ${said.toFixed(2)}`, share, `${on}, ${inBin.length} pairs`);
    error += (Math.abs(said - share) * inBin.length) / pairs.length;
  });
  figures.print('expected calibration error of faces', error, on);
}
