import type { IndexProgress } from '../../../domain/progress.ts';
import { about, timesRealtime } from './durations.ts';
import { printable } from './printable.ts';

const stepNames: Record<IndexProgress['step'], string> = {
  scanning: 'Looking for films',
  models: 'Loading models',
  probe: 'Reading',
  sidecars: 'Files beside it',
  subtitles: 'Subtitles',
  sketch: 'Overview',
  shots: 'Shots',
  dense: 'Pictures',
  regions: 'Things',
  faces: 'Faces',
  mouths: 'Mouths',
  bodies: 'Figures',
  audio: 'Speech',
  speaking: 'Who speaks',
  summary: 'Summary',
  speech: 'Dialogue',
  people: 'People',
  done: 'Done',
};

const stateNames: Partial<Record<IndexProgress['state'], string>> = {
  cancelling: 'Cancelling',
  paused: 'Paused until “kinora resume”',
  'on-battery': 'Waiting to be plugged in',
};

/** Steps that come before any film is opened. */
const preparing = new Set<IndexProgress['step']>(['scanning', 'models']);

const longestTitle = 40;

function shortened(title: string): string {
  const characters = [...printable(title)];
  return characters.length > longestTitle
    ? `${characters.slice(0, longestTitle - 1).join('')}…`
    : characters.join('');
}

/**
 * What indexing is doing, on one line: `Faces · Film · 12 of 300 · 8x · about 40 min`.
 * Parts that are not known yet are left out.
 */
export function progressLine(progress: IndexProgress): string {
  const { videosDone, videosFailed, videosTotal, video, speed, remainingSeconds } = progress;
  if (preparing.has(progress.step) && progress.state === 'running') return stepNames[progress.step];
  const finished = videosDone + videosFailed;
  const current = Math.min(videosTotal, video ? finished + 1 : finished);
  return [
    stateNames[progress.state] ?? stepNames[progress.step],
    ...(video ? [shortened(video.title)] : []),
    ...(videosTotal > 0 ? [`${current} of ${videosTotal}`] : []),
    ...(speed !== null && speed > 0 ? [timesRealtime(speed)] : []),
    ...(remainingSeconds !== null && progress.step !== 'done' ? [about(remainingSeconds)] : []),
  ].join(' · ');
}
