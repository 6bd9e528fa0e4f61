import { readdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openCore } from '../../../src-main/api/core.ts';
import { readAnnotationText } from '../../../src-main/evaluation/annotation-file.ts';
import type { AnsweredQuery } from '../../../src-main/evaluation/retrieval/answered-query.ts';
import { readAnnotations, type Protocol } from '../../../src-main/evaluation/retrieval/annotations.ts';
import { scoreRetrieval } from '../../../src-main/evaluation/retrieval/score.ts';
import type { FigurePrinter } from '../../bench/figure.ts';

const cache = fileURLToPath(new URL('../../../.cache/retrieval/', import.meta.url));
const mostMoments = 100;

/**
 * Scores the search on a data set: indexes its videos, asks its queries, compares with its windows. Videos are the files below
 * `videosFolder` whose names, without their endings, are those of the annotations; queries of other videos are left out.
 * Throws UserFacingError for annotations that do not fit, a plain Error where no video is there.
 */
export async function evaluateDataSet(
  figures: FigurePrinter,
  protocol: Protocol,
  annotations: string,
  videosFolder: string,
): Promise<void> {
  const queries = readAnnotations(protocol, await readAnnotationText(annotations));
  const files = await readdir(videosFolder, { recursive: true });
  const paths = new Map(files.map((file) => [parse(file).name, join(videosFolder, file)]));
  const asked = queries.filter(({ video }) => paths.has(parsedName(video, paths)));
  if (asked.length === 0) throw new Error(`None of the annotated videos lies in ${videosFolder}.`);
  if (asked.length < queries.length) {
    console.error(
      `${queries.length - asked.length} of ${queries.length} queries are left out: their videos are not there.`,
    );
  }
  const core = await openCore({ libraryFolder: join(cache, `library-${protocol}`) });
  try {
    const wanted = new Set(asked.map(({ video }) => paths.get(parsedName(video, paths))!));
    const { failed } = await core.call('library.index', { paths: [...wanted] });
    for (const { path, reason } of failed) console.error(`${path}: ${reason}`);
    const answered: AnsweredQuery[] = [];
    for (const { text, video, windows } of asked) {
      const source = paths.get(parsedName(video, paths))!;
      const { moments } = await core.call('search.run', { query: text, limit: mostMoments });
      answered.push({
        truth: windows.map((window) => ({ ...window, video: source })),
        source,
        found: moments.map(({ path, start, end }) => ({ video: path, start, end })),
      });
    }
    const on = `${protocol}, ${asked.length} queries, ${wanted.size} videos`;
    for (const { name, value, interval } of scoreRetrieval(answered)) {
      figures.print(name, value, on, undefined, interval ? [interval.low, interval.high] : undefined);
    }
  } finally {
    await core.close();
  }
}

/** Some data sets write names with an ending, which the files may have another of. */
function parsedName(video: string, paths: ReadonlyMap<string, string>): string {
  return paths.has(video) ? video : parse(video).name;
}
