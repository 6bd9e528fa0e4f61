import { UserFacingError } from '../../domain/errors.ts';
import { probe as probeFile, type MediaProbe } from '../../media/probe.ts';
import type { RunningPass } from './pass.ts';

/** What kind of file it is: length, size of the picture, streams. */
export const probePass: RunningPass = {
  name: 'probe',
  version: 1,
  after: [],
  step: 'probe',
  weight: 0.005,

  async input({ video }) {
    return video.fingerprint;
  },

  async run({ video }, { ffmpeg, store, signal }) {
    const probe = await probeFile(ffmpeg, video.path, signal);
    const { duration } = probe;
    const { width, height } = requirePicture(video.path, probe);
    return () => store.videos.setProbe(video.id, JSON.stringify(probe), { duration, width, height });
  },
};

function requirePicture(path: string, probe: MediaProbe): { width: number; height: number } {
  if (probe.video) return probe.video;
  throw new UserFacingError(
    'unsupported-media',
    `“${path}” has sound but no picture.`,
    'Kinora indexes films; keep sound recordings in a music program.',
  );
}
