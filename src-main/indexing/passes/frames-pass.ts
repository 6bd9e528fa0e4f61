import type { Frame, RgbImage } from '../../domain/image.ts';
import { readAnalysis } from '../../media/analysis-reader.ts';
import { ShotDetector } from '../../media/shot-detector.ts';
import { confidenceOf } from '../../models/face-calibration.ts';
import { faceTracksOf } from '../face-tracks.ts';
import { FaceWatcher } from '../face-watcher.ts';
import { identify } from '../identify.ts';
import type { Pass } from './pass.ts';

const shotWidth = 64;
const sampleSeconds = 0.25;
const sampleWidth = 960;
const sampleHeight = 540;
/** Mean absolute difference of two tiny frames, 0..255, from which every face is looked at anew. */
const possibleCut = 9;

/** Shots and face tracks, from one decode of the film. */
export const framesPass: Pass = {
  name: 'frames',
  version: 1,
  step: 'frames',
  weight: 1,

  async input({ video }, { models }) {
    return `${video.fingerprint}|${models.faceDetector.modelId}|${models.faceEmbedder.modelId}`;
  },

  async run({ video, probe, reached, warn }, { ffmpeg, models, store, signal }) {
    const shotDetector = new ShotDetector();
    const watcher = new FaceWatcher(models);
    let lastTiny: Frame | null = null;
    const request = {
      path: video.path,
      probe,
      shotWidth,
      sampleSeconds,
      maxWidth: sampleWidth,
      maxHeight: sampleHeight,
      onWarning: warn,
    };
    for await (const { kind, frame } of readAnalysis(ffmpeg, request, signal)) {
      if (kind === 'shot') {
        shotDetector.push(frame);
        if (lastTiny && meanDifference(lastTiny, frame) >= possibleCut) watcher.lookAnew();
        lastTiny = frame;
      } else {
        await watcher.watch(frame);
        reached(frame.time);
      }
    }
    const shots = shotDetector.finish(probe.duration);
    const tracks = faceTracksOf(watcher.finish(), shots, {
      model: models.faceEmbedder.modelId,
      sampleSeconds,
      threshold: models.faceEmbedder.threshold,
    });
    return () => {
      store.videos.replaceShots(video.id, shots);
      store.faces.replaceTracks(video.id, tracks);
      const { modelId, threshold } = models.faceEmbedder;
      const identities = identify(
        store.faces.embeddings(video.id, modelId),
        store.people.templates(modelId),
        { threshold, confidenceOf: confidenceOf(models.faceEmbedder) },
      );
      store.faces.replaceIdentities(video.id, modelId, identities);
    };
  },
};

function meanDifference(a: RgbImage, b: RgbImage): number {
  if (a.data.length !== b.data.length) return Infinity;
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += Math.abs(a.data[i]! - b.data[i]!);
  return sum / a.data.length;
}
