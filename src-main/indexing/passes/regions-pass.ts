import type { Frame } from '../../domain/image.ts';
import type { FilmRegion } from '../../store/region-table.ts';
import type { VideoRow } from '../../store/video-table.ts';
import { scoreFilm } from '../concepts/score-film.ts';
import { recallDense, wasIndexed } from '../described-frames.ts';
import type { PassTools, WatchingPass } from './pass.ts';

/** Parts of the film's pictures, for the concepts of today and of later; and where the film shows those of today. */
export const regionsPass: WatchingPass = {
  name: 'regions',
  version: 1,
  after: ['shots'],
  step: 'regions',
  weight: 0.1,

  async input({ video }, { models }) {
    return `${video.fingerprint}|${models.regions.modelId}`;
  },

  watch({ video }, tools) {
    const regions: FilmRegion[] = [];
    return {
      sample: async ({ frame, isChosen }) => {
        if (isChosen) regions.push(...(await regionsOf(frame, tools)));
      },
      finish: () => () => writeRegions(video, regions, tools),
    };
  },

  // Only for films that were indexed whole before there were regions: see “what a kept picture is good for”.
  recall(work, tools) {
    const pictures = wasIndexed('summary', work.video, tools) ? recallDense(work, tools) : null;
    if (!pictures) return null;
    return async () => {
      const regions: FilmRegion[] = [];
      for await (const frame of pictures) {
        await tools.breathe();
        regions.push(...(await regionsOf(frame, tools)));
        work.reached(frame.time);
      }
      return () => writeRegions(work.video, regions, tools);
    };
  },
};

async function regionsOf(frame: Frame, { models }: PassTools): Promise<FilmRegion[]> {
  const found = await models.regions.propose(frame);
  const vectors = await models.regions.describe(
    frame,
    found.map(({ box }) => box),
  );
  return found.map(({ label, box }, index) => ({ time: frame.time, label, box, vector: vectors[index]! }));
}

function writeRegions({ id }: VideoRow, regions: readonly FilmRegion[], { models, store }: PassTools): void {
  store.regions.replace(id, models.regions.modelId, regions);
  scoreFilm(store, id, models.regions.modelId, store.concepts.heads());
}
