import { readAnalysis } from '../../media/analysis-reader.ts';
import { ShotDetector } from '../../media/shot-detector.ts';
import { CutHint } from './cut-hint.ts';
import type { DecodeJobs, FilmItem } from './decode-protocol.ts';
import { FrameChoice } from './frame-choice.ts';
import { sampleHeight, sampleSeconds, sampleWidth, smallWidth } from './picture-sizes.ts';

/** Decodes a film once and gives all that any pass wants of it. Runs in the decode thread. */
export async function* decodeFilm(
  { ffmpeg, path, probe, hardware, wants }: DecodeJobs['film'],
  warn: (sentence: string) => void,
  signal: AbortSignal,
): AsyncGenerator<FilmItem, void> {
  const detector = wants.shots ? new ShotDetector() : null;
  const cuts = new CutHint();
  const choice = new FrameChoice();
  const request = {
    path,
    probe,
    shotWidth: smallWidth,
    sampleSeconds,
    maxWidth: sampleWidth,
    maxHeight: sampleHeight,
    smallOnly: !wants.samples,
    hardware,
    onWarning: warn,
  };
  let told = 0;
  for await (const { kind, frame } of readAnalysis(ffmpeg, request, signal)) {
    if (kind === 'shot') {
      detector?.push(frame);
      cuts.push(frame);
      if (wants.samples) choice.push(frame);
      if (wants.small) yield { kind: 'small', frame };
      if (!wants.samples && frame.time >= told + 1) {
        told = frame.time;
        yield { kind: 'reached', time: told };
      }
    } else {
      const mayFollowCut = cuts.take();
      yield {
        kind: 'sample',
        sample: { frame, mayFollowCut, isChosen: choice.take(frame.time, mayFollowCut) },
      };
    }
  }
  if (detector) yield { kind: 'shots', shots: detector.finish(probe.duration) };
}
