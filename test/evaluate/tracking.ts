import { scoreTracking, type Sequence } from '../../src-main/evaluation/tracking/score.ts';
import { ensureFfmpeg } from '../../src-main/media/ffmpeg-install.ts';
import type { FfmpegTools } from '../../src-main/media/ffmpeg-tools.ts';
import {
  defaultSettings,
  modelSettings,
  type TrackerSettings,
} from '../../src-main/tracking/tracker-settings.ts';
import type { AppearanceDescriber } from '../../src-main/tracking/tracking-frame.ts';
import type { FigurePrinter } from '../bench/figure.ts';
import { ablationRows } from './tracking/ablation.ts';
import { drawnSequence, trackDrawn, type DrawnSequence } from './tracking/drawn-sequence.ts';
import { motFolders, motSequence } from './tracking/mot-folder.ts';
import { personDescriber } from './tracking/person-describer.ts';
import { trackAll, tracksOfTrails } from './tracking/track-all.ts';

/** Seeds from 1000 on are for reporting only; nothing is ever tuned on their films. */
const seeds = [1301, 1302, 1303, 1304, 1305];
const musts = { MOTA: '>= 90', IDF1: '>= 90', HOTA: '>= 80' } as const;
const counts = ['IDSW', 'FN', 'FP', 'DetA', 'AssA'];

export interface TrackingOptions {
  /** Whether each part is switched off in turn. */
  readonly ablation: boolean;
  /** A folder of MOTChallenge's sequences to be tracked instead of drawn films. */
  readonly mot: string | null;
  /** A re-identification model to tell things apart by; null for colours and textures. */
  readonly describer: string | null;
}

/** How well everything that a detector claims is tracked: on drawn films, or on sequences of MOTChallenge. */
export async function evaluateTracking(figures: FigurePrinter, options: TrackingOptions): Promise<void> {
  const ffmpeg = await ensureFfmpeg((line) => console.error(line));
  const describer = options.describer === null ? undefined : await personDescriber(options.describer);
  const usual = describer ? modelSettings : defaultSettings;
  if (options.mot !== null) return evaluateMot(figures, ffmpeg, options.mot, usual, describer);
  const films: DrawnSequence[] = [];
  for (const seed of seeds) films.push(await drawnSequence(ffmpeg, seed));
  const track = async (settings: TrackerSettings): Promise<Sequence[]> => {
    const sequences: Sequence[] = [];
    for (const film of films) sequences.push(await trackDrawn(film, settings, describer));
    return sequences;
  };
  const whole = await track(usual);
  printScores(figures, whole, 'five drawn films', musts);
  for (const each of whole) printScores(figures, [each], each.name);
  if (!options.ablation) return;
  for (const { name, changes } of ablationRows) {
    printScores(figures, await track({ ...usual, ...changes }), name);
  }
}

async function evaluateMot(
  figures: FigurePrinter,
  tools: FfmpegTools,
  folder: string,
  settings: TrackerSettings,
  describer: AppearanceDescriber | undefined,
): Promise<void> {
  const sequences: Sequence[] = [];
  for (const path of await motFolders(folder)) {
    const { name, frames, truth, detector, scale } = await motSequence(tools, path);
    const trails = await trackAll(frames, detector, settings, describer);
    const sequence = { name, truth, result: tracksOfTrails(trails, scale) };
    printScores(figures, [sequence], sequence.name);
    sequences.push(sequence);
  }
  printScores(figures, sequences, 'all sequences');
}

function printScores(
  figures: FigurePrinter,
  sequences: readonly Sequence[],
  on: string,
  bounds: Partial<Record<string, string>> = {},
): void {
  const { metrics } = scoreTracking(sequences);
  for (const name of [...Object.keys(musts), ...counts]) {
    const value = metrics[name];
    if (typeof value === 'number') figures.print(name, value, on, bounds[name]);
  }
}
