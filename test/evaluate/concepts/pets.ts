import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { conceptSeen } from '../../../src-main/domain/concept.ts';
import {
  readConceptPictures,
  templatesOf,
  type Template,
} from '../../../src-main/indexing/concepts/concept-pictures.ts';
import { probabilityOf, trainHead } from '../../../src-main/indexing/concepts/head.ts';
import { readPicture } from '../../../src-main/indexing/picture-input.ts';
import { modelCacheFolder } from '../../../src-main/models/model-cache-folder.ts';
import { openModels } from '../../../src-main/models/starter-pack.ts';
import type { FigurePrinter } from '../../bench/figure.ts';
import { rankingScores } from './rankings.ts';

const media = fileURLToPath(new URL('../../../../shared/media/pets/', import.meta.url));
const names = ['cat', 'dog', 'dog2', 'dog6'];
const templateCount = 3;

/** Photographs of four animals: three enrol each of them, the others are to be told. Skipped where they are not there. */
export async function evaluatePets(figures: FigurePrinter): Promise<void> {
  if (!existsSync(media)) {
    console.error('The figures on pets are left out: their photographs are not beside the repository.');
    return;
  }
  const models = await openModels(modelCacheFolder());
  try {
    const templates = new Map<string, Template[]>();
    const held: { name: string; vectors: Float32Array[] }[] = [];
    for (const name of names) {
      const files = (await readdir(join(media, name))).filter((file) => file.endsWith('.jpg')).toSorted();
      const paths = files.map((file) => join(media, name, file));
      const pictures = paths.slice(0, templateCount).map((path) => ({ picture: { path }, box: null }));
      templates.set(name, templatesOf(await readConceptPictures(pictures, 'pet', models)));
      for (const path of paths.slice(templateCount)) {
        const image = await readPicture({ path });
        const boxes = (await models.regions.propose(image)).map(({ box }) => box);
        held.push({ name, vectors: await models.regions.describe(image, boxes) });
      }
    }
    let [right, claimed] = [0, 0];
    const rankings = names.map((name) => {
      const others = names.filter((other) => other !== name).flatMap((other) => templates.get(other)!);
      const own = templates.get(name)!;
      const head = trainHead({
        templates: own.map(({ looks }) => looks),
        background: own.flatMap(({ scene, background }) => [scene, ...background]),
        rivals: others.map(({ looks }) => looks[0]!),
      });
      return held.map((picture) => {
        const score = Math.max(...picture.vectors.map((vector) => probabilityOf(head, vector)));
        const isRight = picture.name === name;
        if (score >= conceptSeen) claimed++;
        if (score >= conceptSeen && isRight) right++;
        return { score, isRight };
      });
    });
    const on = `photographs of 4 animals, ${templateCount} templates each, ${held.length} to be told`;
    const { map, mrr } = rankingScores(rankings);
    const taken = names.reduce((sum, name) => sum + templates.get(name)!.length, 0);
    figures.print('share of templates taken', taken / names.length / templateCount, on);
    figures.print('mAP', map, on);
    figures.print('MRR', mrr, on);
    figures.print('precision', claimed > 0 ? right / claimed : 1, on);
    figures.print('recall', right / held.length, on);
  } finally {
    await models.close();
  }
}
