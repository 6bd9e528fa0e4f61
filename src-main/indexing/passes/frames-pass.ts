import type { DetectedFace } from '../../domain/face.ts';
import type { Frame, RgbImage } from '../../domain/image.ts';
import { readAnalysis } from '../../media/analysis-reader.ts';
import { ShotDetector } from '../../media/shot-detector.ts';
import { calibratedConfidence } from '../../models/face-calibration.ts';
import type { ModelSet } from '../../models/model-interfaces.ts';
import { FaceLinker, type FaceObservation } from '../face-linker.ts';
import { faceQuality } from '../face-quality.ts';
import { faceTracksOf } from '../face-tracks.ts';
import { identify } from '../identify.ts';
import type { Pass } from './pass.ts';

const shotWidth = 64;
const sampleSeconds = 0.25;
const sampleWidth = 960;
const sampleHeight = 540;
/** A chain's face is looked at again after this long. */
const lookSeconds = 1;
const minFaceConfidence = 0.5;
/** Two looks at one chain below this cosine are two faces. */
const sameFaceCosine = 0.35;
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

  async run({ video, probe, reached }, { ffmpeg, models, store, signal }) {
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
      sameFaceCosine,
    });
    return () => {
      store.videos.replaceShots(video.id, shots);
      store.faces.replaceTracks(video.id, tracks);
      const identities = identify(
        store.faces.embeddings(video.id),
        store.people.templates(models.faceEmbedder.modelId),
        { threshold: models.faceEmbedder.threshold, confidenceOf: calibratedConfidence },
      );
      store.faces.replaceIdentities(video.id, identities);
    };
  },
};

/** Finds the faces of sampled frames, links them, and looks closely at as few as will do. */
class FaceWatcher {
  readonly #models: ModelSet;
  readonly #linker = new FaceLinker();
  #lookAtAll = true;

  constructor(models: ModelSet) {
    this.#models = models;
  }

  /** Embeds every face of the next sample, since the picture may have changed. */
  lookAnew(): void {
    this.#lookAtAll = true;
  }

  async watch(frame: Frame): Promise<void> {
    const faces = (await this.#models.faceDetector.detect(frame)).filter(
      (face) => face.confidence >= minFaceConfidence,
    );
    const observations = faces.map((face) => observationOf(frame, face));
    const chains = this.#linker.add(frame.time, observations);
    for (const [index, observation] of observations.entries()) {
      const before = chains[index]!.observations.findLast((seen) => seen.embedding !== null);
      if (!this.#lookAtAll && before && frame.time - before.time < lookSeconds) continue;
      const face = faces[index]!;
      observation.embedding = (await this.#models.faceEmbedder.describe(frame, face)).embedding;
      observation.quality = faceQuality(face);
    }
    this.#lookAtAll = false;
  }

  finish() {
    return this.#linker.finish();
  }
}

function observationOf(picture: Frame, { box, confidence }: DetectedFace): FaceObservation {
  return {
    time: picture.time,
    box: {
      x: box.x / picture.width,
      y: box.y / picture.height,
      width: box.width / picture.width,
      height: box.height / picture.height,
    },
    confidence,
    quality: 0,
    embedding: null,
  };
}

function meanDifference(a: RgbImage, b: RgbImage): number {
  if (a.data.length !== b.data.length) return Infinity;
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += Math.abs(a.data[i]! - b.data[i]!);
  return sum / a.data.length;
}
