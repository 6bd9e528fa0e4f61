import { parse } from 'node:path/posix';
import { z } from 'zod';
import { broken, linesOf, type AnnotationText } from '../annotation-file.ts';
import { readTable } from '../comma-separated.ts';
import { askedOf, type AnnotationFiles, type PersonalDataSet } from './personal-data.ts';

// Note: DeepFashion2 for personal retrieval
// (PerVL, Cohen et al. 2022, https://github.com/NVlabs/PerVLBenchmark.) Of each item of clothing, which has a number, one text
// file lists the pictures to enrol it from (`codes_infer/<number>:`, then a name a line); the captions of the test name the
// pictures that are ranked, each with its item and a sentence in which "a person" or "the person" stands for who wears it. The
// shortened captions are those that papers report on. A table names each item's category.

/** The public names of the four files. */
export const deepFashionFiles = {
  enrolment: 'test_fsl_train.txt',
  ranked: 'test_captions.csv',
  captions: 'shortened_deepfashion2_captions.csv',
  categories: 'train_coarse_grained_names.csv',
} as const;

/** As in the papers that report on it. */
const picturesOfItem = 5;

const code = z.string().regex(/^\d{1,9}$/, 'must be the number of an item');
const picture = z.string().min(1).max(500);
const captionRow = { image_name: picture, pair_id: code, caption: z.string().max(1000) };
const categoryRow = { unique_pair_ids: code, pair_id_categories: z.string().min(1).max(200) };

/**
 * Reads the data set. Generic queries ask for an item, contextual ones for one picture, both among all pictures of the test.
 * Throws UserFacingError, which names the line, for what does not fit.
 */
export function readDeepFashion(files: AnnotationFiles<keyof typeof deepFashionFiles>): PersonalDataSet {
  const categories = new Map(
    readTable(files.categories, categoryRow).map(({ value }) => [
      value.unique_pair_ids,
      value.pair_id_categories,
    ]),
  );
  const enrolled = enrolmentOf(files.enrolment);
  const instances = [...enrolled].map(([item, pictures]) => {
    const category = categories.get(item);
    if (category === undefined) throw broken(files.categories, null, `item ${item} has no category`);
    return {
      ...{ name: nameOf(item), kind: 'object' as const, category },
      templates: pictures.slice(0, picturesOfItem),
    };
  });
  const sentences = new Map(
    readTable(files.captions, captionRow).map(({ value }) => [value.image_name, value.caption]),
  );
  const ranked = readTable(files.ranked, captionRow).map(({ line, value: { image_name, pair_id } }) => {
    if (!enrolled.has(pair_id)) throw broken(files.ranked, line, `item ${pair_id} has no pictures to enrol`);
    const sentence = sentences.get(image_name);
    if (sentence === undefined) throw broken(files.captions, null, `${image_name} has no caption`);
    return { file: parse(image_name).name, instance: nameOf(pair_id), text: withName(sentence) };
  });
  const candidates = [...new Set(ranked.map(({ file }) => file))];
  const byItem = Map.groupBy(ranked, ({ instance }) => instance);
  return askedOf(files.ranked, {
    instances,
    settings: [
      {
        ...{ name: 'generic', metrics: ['mAP', 'MRR'], candidates },
        queries: [...byItem].map(([instance, pictures]) => ({
          ...{ instance, text: '*' },
          right: new Set(pictures.map(({ file }) => file)),
        })),
      },
      {
        ...{ name: 'context', metrics: ['MRR', 'R@5'], candidates },
        queries: ranked.map(({ file, instance, text }) => ({ instance, text, right: new Set([file]) })),
      },
    ],
  });
}

function nameOf(item: string): string {
  return `item ${item}`;
}

/** Whoever wears the item stands for it, as the first paper has it. */
function withName(caption: string): string {
  return caption.replaceAll(/\b(?:an? |the )?(?:person|people)\b/gi, '*');
}

function enrolmentOf(source: AnnotationText): Map<string, string[]> {
  const pictures = new Map<string, string[]>();
  let current: string[] | null = null;
  for (const { number, text } of linesOf(source)) {
    const line = text.trim();
    const [, item] = /^(?:.*\/)?(\d{1,9}):$/.exec(line) ?? [];
    if (item !== undefined) {
      if (pictures.has(item)) throw broken(source, number, `item ${item} is there twice`);
      pictures.set(item, (current = []));
    } else if (current) {
      current.push(parse(line).name);
    } else {
      throw broken(source, number, 'a picture stands before any item');
    }
  }
  return pictures;
}
