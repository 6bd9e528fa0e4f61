import { confidenceOf } from '../../models/face-calibration.ts';
import { faceTracksOf } from '../face-tracks.ts';
import { FaceWatcher } from '../face-watcher.ts';
import { identify } from '../identify.ts';
import type { WatchingPass } from './pass.ts';
import { sampleSeconds } from '../decoding/picture-sizes.ts';

/** Face tracks, and whom they show. */
export const facesPass: WatchingPass = {
  name: 'faces',
  version: 1,
  after: ['shots'],
  step: 'faces',
  weight: 0.7,

  async input({ video }, { models }) {
    return `${video.fingerprint}|${models.faceDetector.modelId}|${models.faceEmbedder.modelId}`;
  },

  watch({ video }, { models, store }) {
    const watcher = new FaceWatcher(models);
    return {
      sample: async ({ frame, mayFollowCut }) => {
        if (mayFollowCut) watcher.lookAnew();
        await watcher.watch(frame);
      },
      finish: () => () => {
        const { modelId, threshold } = models.faceEmbedder;
        const tracks = faceTracksOf(watcher.finish(), store.videos.shots(video.id), {
          model: modelId,
          sampleSeconds,
          threshold,
        });
        store.faces.replaceTracks(video.id, tracks);
        const identities = identify(
          store.faces.embeddings(video.id, modelId),
          store.people.templates(modelId),
          { threshold, confidenceOf: confidenceOf(models.faceEmbedder) },
        );
        store.faces.replaceIdentities(video.id, modelId, identities);
      },
    };
  },
};
