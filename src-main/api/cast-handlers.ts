import { requireVideo } from '../library/library-path.ts';
import { castOffers, readCastPicture, requireCastMember } from '../people/cast-offers.ts';
import type { CoreContext, HandlersOf } from './core-context.ts';
import { enrol } from './people-handlers.ts';

export type CastCalls = 'people.castOffers' | 'people.enrolCast';

/** The calls that enrol people from the pictures beside films. */
export function castHandlers(context: CoreContext): HandlersOf<CastCalls> {
  const { reader } = context;
  return {
    'people.castOffers': ({ videoId }) => {
      if (videoId !== undefined) requireVideo(reader, videoId);
      return { offers: castOffers(reader, videoId ?? null) };
    },

    'people.enrolCast': async ({ videoId, name }) => {
      const video = requireVideo(reader, videoId);
      const member = requireCastMember(reader, video, name);
      return enrol(context, member.name, [await readCastPicture(video, member)]);
    },
  };
}
