import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { dot } from '../../../src-main/domain/vector.ts';
import { readPicture } from '../../../src-main/indexing/picture-input.ts';
import { modelCacheFolder } from '../../../src-main/models/model-cache-folder.ts';
import { confidenceOf } from '../../../src-main/models/face-calibration.ts';
import { openModels } from '../../../src-main/models/starter-pack.ts';
import type { FigurePrinter } from '../../bench/figure.ts';

interface Portrait {
  readonly person: string;
  readonly embedding: Float32Array;
}

const falseAccepts = 0.001;
const bins = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0001];

/** Who is on portraits: the nearest other portrait, pairs accepted at a bound, and how far certainties are frequencies. */
export async function evaluatePortraits(figures: FigurePrinter, media: string): Promise<void> {
  const folder = join(media, 'portraits');
  if (!existsSync(folder)) return;
  const models = await openModels(modelCacheFolder());
  try {
    const portraits: Portrait[] = [];
    let all = 0;
    for (const person of await readdir(folder)) {
      for (const file of await readdir(join(folder, person))) {
        all += 1;
        const picture = await readPicture({ path: join(folder, person, file) });
        const [face] = await models.faceDetector.detect(picture);
        if (!face) continue;
        portraits.push({ person, embedding: (await models.faceEmbedder.describe(picture, face)).embedding });
      }
    }
    const on = `${all} portraits, ${models.faceEmbedder.modelId}`;
    figures.print('faces found', portraits.length / all, on);
    printVerification(figures, portraits, on, confidenceOf(models.faceEmbedder));
  } finally {
    await models.close();
  }
}

function printVerification(
  figures: FigurePrinter,
  portraits: readonly Portrait[],
  on: string,
  certainty: (cosine: number) => number,
): void {
  const pairs = portraits.flatMap((a, index) =>
    portraits.slice(index + 1).map((b) => ({
      isOne: a.person === b.person,
      cosine: dot(a.embedding, b.embedding),
    })),
  );
  const nearest = portraits.map((own) => {
    const others = portraits.filter((other) => other !== own);
    return others.reduce((best, other) =>
      dot(own.embedding, other.embedding) > dot(own.embedding, best.embedding) ? other : best,
    );
  });
  const hits = portraits.filter((own, index) => nearest[index]!.person === own.person);
  figures.print('rank-1', hits.length / portraits.length, on, '>= 1');
  const strangers = pairs.filter(({ isOne }) => !isOne).map(({ cosine }) => cosine);
  const bound = strangers.toSorted((a, b) => b - a)[Math.floor(strangers.length * falseAccepts)]!;
  const own = pairs.filter(({ isOne }) => isOne);
  const accepted = own.filter(({ cosine }) => cosine > bound);
  figures.print('true accepts at 0.1 % false accepts', accepted.length / own.length, on);
  bins.slice(1).forEach((most, index) => {
    const inBin = pairs.filter(({ cosine }) => {
      const said = certainty(cosine);
      return said >= bins[index]! && said < most;
    });
    if (inBin.length === 0) return;
    const said = inBin.reduce((sum, { cosine }) => sum + certainty(cosine), 0) / inBin.length;
    const share = inBin.filter(({ isOne }) => isOne).length / inBin.length;
    figures.print(`reliability of faces, said ${said.toFixed(2)}`, share, `${on}, ${inBin.length} pairs`);
  });
}
