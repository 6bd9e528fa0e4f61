import { isConceptBank } from '../../models/concept-bank/concept-words.ts';
import { scenesIn } from '../../models/concept-bank/place-concepts.ts';
import { dominantPlaces, type PlacedFrame } from '../dominant-places.ts';
import type { PassTools, PassWork, RunningPass } from './pass.ts';

/** Where a film plays, from what its frames show. Who is in it is no row of its own: that changes with the people. */
export const summaryPass: RunningPass = {
  name: 'summary',
  version: 1,
  after: ['subtitles', 'dense', 'faces'],
  step: 'summary',
  weight: 0.01,

  async input({ video }, { models }) {
    return `${video.fingerprint}|${models.pictures.modelId}`;
  },

  async run(work, tools) {
    const places = dominantPlaces(placedFrames(work, tools), work.probe.duration);
    return () => tools.store.summaries.replacePlaces(work.video.id, places);
  },
};

/** Only the concept bank's vectors name what they show. */
function* placedFrames({ video }: PassWork, { models, store }: PassTools): Generator<PlacedFrame> {
  const { modelId } = models.pictures;
  if (!isConceptBank(modelId)) return;
  for (const { time, vector } of store.frames.byPass(video.id, 'dense', modelId)) {
    yield { time, places: scenesIn(vector) };
  }
}
