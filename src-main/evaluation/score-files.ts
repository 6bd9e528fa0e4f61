import { readAnnotationText } from './annotation-file.ts';
import { readRttm } from './diarisation/rttm.ts';
import { scoreDiarisation } from './diarisation/score.ts';
import type { MetricSet } from './metric-sets.ts';
import type { Scorecard } from './metric-tree.ts';
import { readQueries as readQvhighlights } from './qvhighlights/files.ts';
import { scoreQvhighlights } from './qvhighlights/score.ts';
import { scoreTracking } from './tracking/score.ts';
import { readSequences } from './tracking/sequence-files.ts';
import { readQueries as readTvr } from './tvr/files.ts';
import { scoreTvr } from './tvr/score.ts';

export interface FilesToScore {
  readonly annotations: string;
  readonly predictions: string;
  /** Seconds, for `der` alone. */
  readonly collar: number;
}

/** Scores predictions from files. Throws UserFacingError, which names the file and the line, where one does not fit. */
export async function scoreFiles(metric: MetricSet, files: FilesToScore): Promise<Scorecard> {
  const { annotations, predictions, collar } = files;
  if (metric === 'mot') return scoreTracking(await readSequences(annotations, predictions));
  const truth = await readAnnotationText(annotations);
  const answers = await readAnnotationText(predictions);
  switch (metric) {
    case 'qvhighlights':
      return scoreQvhighlights(readQvhighlights(truth, answers));
    case 'tvr':
      return scoreTvr(readTvr(truth, answers));
    case 'der':
      return scoreDiarisation(readRttm(truth), readRttm(answers), collar);
  }
}
