import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UserFacingError } from '../../domain/errors.ts';
import { writeJpeg } from '../../media/frame-jpeg.ts';
import { SpriteSheet } from '../../media/sprite-sheet.ts';
import { decodeInThread } from '../decoding/decode-thread.ts';
import { describedSpacing } from '../decoding/sketch-spacing.ts';
import { DescribedFrames, recallFrames } from '../described-frames.ts';
import { PosterChoice } from '../poster-choice.ts';
import type { VideoRow } from '../../store/video-table.ts';
import { recalledOr } from '../picture-keeper.ts';
import type { Commit, PassTools, PassWork, RunningPass } from './pass.ts';
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

/** A first look from one decode of the keyframes: what they show, the poster, and the sheet of small frames for scrubbing. */
export const sketchPass: RunningPass = {
  name: 'sketch',
  version: 2,
  after: ['probe'],
  step: 'sketch',
  weight: 0.1,

  async input({ video }, { models }) {
    return `${video.fingerprint}|${models.pictures.modelId}`;
  },

  run: (work, tools) => recalledOr(recall(work, tools), () => decode(work, tools)),
};

/** When only the picture model has changed, poster and sheet stay as they are. */
function recall(work: PassWork, tools: PassTools): (() => Promise<Commit>) | null {
  const { poster, sprite } = filesOf(work.video, tools);
  return existsSync(poster) && existsSync(sprite) ? recallFrames('sketch', work, tools) : null;
}

async function decode(work: PassWork, tools: PassTools): Promise<Commit> {
  const { video, probe, reached, warn } = work;
  const { ffmpeg, models, store, signal, breathe } = tools;
  const sprite = new SpriteSheet(probe);
  const poster = new PosterChoice(probe.duration);
  const frames = new DescribedFrames('sketch', work, tools);
  const spacing = describedSpacing(probe.duration);
  let slot = -1;
  const source = { ffmpeg, path: video.path, probe };
  for await (const frame of decodeInThread('sketch', source, { signal, onWarning: warn })) {
    await sprite.add(frame);
    poster.consider(frame);
    const ownSlot = Math.floor(frame.time / spacing + 1e-6);
    if (ownSlot > slot) {
      slot = ownSlot;
      await frames.add(frame);
    }
    reached(frame.time);
    await breathe();
  }
  const chosen = await poster.best((frame) => models.faceDetector.detect(frame));
  if (!chosen) throw nothingDecoded(video.title);
  const files = filesOf(video, tools);
  await writeJpeg(chosen, files.poster, posterWidth);
  await sprite.write(files.sprite);
  const writeFrames = await frames.finish();
  return () => {
    store.videos.setPictures(video.id, chosen.time, JSON.stringify(sprite.layout));
    writeFrames();
  };
}

function filesOf({ id }: VideoRow, { folders }: PassTools): { poster: string; sprite: string } {
  return { poster: posterPath(folders.thumbnails, id), sprite: spritePath(folders.thumbnails, id) };
}

function nothingDecoded(title: string): UserFacingError {
  return new UserFacingError(
    'unreadable-file',
    `No picture of “${title}” can be decoded.`,
    'Play the file in another player to see whether it is damaged.',
  );
}
