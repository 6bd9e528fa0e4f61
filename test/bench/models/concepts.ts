import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { z } from 'zod';
import { openConceptBank } from '../../../src-main/models/concept-bank/open-concept-bank.ts';
import { modelCacheFolder } from '../../../src-main/models/model-cache-folder.ts';
import type { RgbImage } from '../../../src-main/domain/image.ts';
import type { VisualTextEncoder } from '../../../src-main/models/families/visual-text-encoder.ts';
import type { FigurePrinter } from '../figure.ts';

const coco = fileURLToPath(new URL('../../../../shared/media/coco/', import.meta.url));
const captionLine = z.object({ file: z.string(), captions: z.array(z.string()).min(1) });

interface Photograph {
  readonly image: RgbImage;
  readonly captions: readonly string[];
}

/** Text to picture on 30 photographs with 5 captions each. Skipped where they do not lie beside the repository. */
export async function benchConcepts(figures: FigurePrinter): Promise<void> {
  if (!existsSync(coco)) {
    console.error('The concept bank is not measured: the photographs are not beside the repository.');
    return;
  }
  const photographs = await readPhotographs();
  const { encoder, close } = await openConceptBank(modelCacheFolder());
  try {
    const start = performance.now();
    const vectors = await encoder.encodeImages(photographs.map(({ image }) => image));
    const milliseconds = (performance.now() - start) / photographs.length;
    const ranks = await ranksOf(encoder, vectors, photographs);
    print(figures, ranks.flat(), 'all 30 COCO photographs, 150 captions', ['>= 0.5', '>= 0.7']);
    // The likeness curve was fitted on the odd ones only. The lexicon was written by somebody who had read all captions.
    const even = ranks.filter((_, index) => index % 2 === 0).flat();
    print(figures, even, 'captions of the 15 even ones, which no curve was fitted on, among all 30', [
      '>= 0.5',
      '>= 0.7',
    ]);
    figures.print('concept bank, milliseconds a picture', milliseconds, '30 photographs of 640 x 480');
  } finally {
    await close();
  }
}

function print(
  figures: FigurePrinter,
  ranks: readonly number[],
  on: string,
  [five, ten]: [string, string],
): void {
  const recall = (at: number): number => ranks.filter((rank) => rank <= at).length / ranks.length;
  figures.print('concept bank, text to picture R@1', recall(1), on);
  figures.print('concept bank, text to picture R@5', recall(5), on, five);
  figures.print('concept bank, text to picture R@10', recall(10), on, ten);
}

async function readPhotographs(): Promise<Photograph[]> {
  const lines = (await readFile(join(coco, 'captions.jsonl'), 'utf8')).trim().split('\n');
  return Promise.all(
    lines.map(async (line) => {
      const { file, captions } = captionLine.parse(JSON.parse(line));
      const { data, info } = await sharp(join(coco, 'images', file))
        .removeAlpha()
        .toColourspace('srgb')
        .raw()
        .toBuffer({ resolveWithObject: true });
      return { image: { width: info.width, height: info.height, data }, captions };
    }),
  );
}

/** For each picture and caption the picture's rank among all, 1 the best; pictures of equal likeness stand before it. */
async function ranksOf(
  encoder: VisualTextEncoder,
  vectors: readonly Float32Array[],
  photographs: readonly Photograph[],
): Promise<number[][]> {
  return Promise.all(
    photographs.map(({ captions }, own) =>
      Promise.all(
        captions.map(async (caption) => {
          const text = await encoder.encodeText(caption);
          const likenesses = vectors.map((vector) => encoder.likeness(vector, text));
          return likenesses.filter((likeness) => likeness >= likenesses[own]!).length;
        }),
      ),
    ),
  );
}
