import { namingConfidence } from '../../models/face-calibration.ts';
import type { VideoRow } from '../../store/video-table.ts';
import { sampleSeconds } from '../decoding/picture-sizes.ts';
import { wasIndexed } from '../described-frames.ts';
import { chainsOf, faceAlbumKey, faceSize } from '../face-album.ts';
import type { FaceChain } from '../face-linker.ts';
import { faceTracksOf } from '../face-tracks.ts';
import { FaceWatcher } from '../face-watcher.ts';
import { identify } from '../identify.ts';
import { PictureKeeper } from '../picture-keeper.ts';
import type { PassTools, WatchingPass } from './pass.ts';

/** Face tracks, and whom they show. */
export const facesPass: WatchingPass = {
  name: 'faces',
  version: 2,
  after: ['shots'],
  step: 'faces',
  weight: 0.7,

  async input({ video }, { models }) {
    const { faceDetector, faceEmbedder, objectDetector } = models;
    return [video.fingerprint, faceDetector.modelId, faceEmbedder.modelId, objectDetector.modelId].join('|');
  },

  watch({ video }, tools) {
    const { models, kept } = tools;
    const keeper = new PictureKeeper(kept.begin(faceAlbumKey(video, models)), faceSize);
    const watcher = new FaceWatcher(models, keeper);
    return {
      sample: async ({ frame, mayFollowCut, isChosen }) => {
        if (mayFollowCut) watcher.lookAnew();
        await watcher.watch(frame, isChosen);
      },
      finish: async () => {
        const chains = await watcher.finish();
        return () => {
          writeTracks(video, chains, tools);
          keeper.finish();
        };
      },
    };
  },

  recall({ video, reached }, tools) {
    const { models, kept, signal } = tools;
    const album = wasIndexed('faces', video, tools) ? kept.album(faceAlbumKey(video, models)) : null;
    if (!album) return null;
    return async () => {
      const chains = await chainsOf(album, models.faceEmbedder, reached, signal);
      return () => writeTracks(video, chains, tools);
    };
  },
};

function writeTracks({ id }: VideoRow, chains: readonly FaceChain[], { models, store }: PassTools): void {
  const { modelId, threshold } = models.faceEmbedder;
  const rules = { model: modelId, sampleSeconds, threshold };
  store.faces.replaceTracks(id, faceTracksOf(chains, store.videos.shots(id), rules));
  const identities = identify(store.faces.embeddings(id, modelId), store.people.templates(modelId), {
    threshold,
    confidenceOf: namingConfidence(models.faceEmbedder),
  });
  store.faces.replaceIdentities(id, modelId, identities);
}
