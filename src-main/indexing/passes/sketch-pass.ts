import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFrameJpeg } from '../../media/poster.ts';
import { writeSpriteSheet } from '../../media/sprite-sheet.ts';
import type { RunningPass } from './pass.ts';
import { coverPath } from './sidecars-pass.ts';

const posterWidth = 480;

export function posterPath(thumbnails: string, videoId: number): string {
  return join(thumbnails, `${videoId}-poster.jpg`);
}

export function spritePath(thumbnails: string, videoId: number): string {
  return join(thumbnails, `${videoId}-sprite.jpg`);
}

/** Deletes every picture that was made for a video. */
export async function removePictures(thumbnails: string, videoId: number): Promise<void> {
  await rm(posterPath(thumbnails, videoId), { force: true });
  await rm(spritePath(thumbnails, videoId), { force: true });
  await rm(coverPath(thumbnails, videoId), { force: true });
}

/** The poster and the sheet of small frames for scrubbing. */
export const sketchPass: RunningPass = {
  name: 'sketch',
  version: 1,
  after: ['probe'],
  step: 'sketch',
  weight: 0.1,

  async input({ video }) {
    return video.fingerprint;
  },

  async run({ video, probe }, { ffmpeg, store, folders, signal }) {
    const posterTime = posterTimeOf(store.videos.shots(video.id), probe.duration);
    await writeFrameJpeg(
      ffmpeg,
      video.path,
      posterTime,
      posterPath(folders.thumbnails, video.id),
      posterWidth,
      signal,
    );
    const sprite = await writeSpriteSheet(
      ffmpeg,
      probe,
      video.path,
      spritePath(folders.thumbnails, video.id),
      signal,
    );
    return () => store.videos.setPictures(video.id, posterTime, JSON.stringify(sprite));
  },
};

/** The middle of the longest shot in the film's first third: past the titles, before the surprises. */
function posterTimeOf(shots: readonly { start: number; end: number }[], duration: number): number {
  const early = shots.filter((shot) => shot.start <= duration / 3);
  const longest = early.reduce<{ start: number; end: number } | null>(
    (best, shot) => (best && best.end - best.start >= shot.end - shot.start ? best : shot),
    null,
  );
  return longest ? (longest.start + longest.end) / 2 : duration / 10;
}
