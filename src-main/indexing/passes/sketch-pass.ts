import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UserFacingError } from '../../domain/errors.ts';
import { writeJpeg } from '../../media/frame-jpeg.ts';
import { SpriteSheet } from '../../media/sprite-sheet.ts';
import type { FrameVector } from '../../store/frame-table.ts';
import { decodeInThread } from '../decoding/decode-thread.ts';
import { describedSpacing } from '../decoding/sketch-spacing.ts';
import { PosterChoice } from '../poster-choice.ts';
import type { RunningPass } from './pass.ts';

const posterWidth = 480;

export function posterPath(thumbnails: string, videoId: number): string {
  return join(thumbnails, `${videoId}-poster.jpg`);
}

export function spritePath(thumbnails: string, videoId: number): string {
  return join(thumbnails, `${videoId}-sprite.jpg`);
}

/** Deletes what {@link sketchPass} wrote for a video. */
export async function removePictures(thumbnails: string, videoId: number): Promise<void> {
  await rm(posterPath(thumbnails, videoId), { force: true });
  await rm(spritePath(thumbnails, videoId), { force: true });
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

  async run({ video, probe, reached, warn }, { ffmpeg, models, store, folders, signal }) {
    const { pictures, faceDetector } = models;
    const sprite = new SpriteSheet(probe);
    const poster = new PosterChoice(probe.duration);
    const spacing = describedSpacing(probe.duration);
    const frames: FrameVector[] = [];
    let slot = -1;
    const source = { ffmpeg, path: video.path, probe };
    for await (const frame of decodeInThread('sketch', source, { signal, onWarning: warn })) {
      await sprite.add(frame);
      poster.consider(frame);
      const ownSlot = Math.floor(frame.time / spacing + 1e-6);
      if (ownSlot > slot) {
        slot = ownSlot;
        const [vector] = await pictures.encodeImages([frame]);
        frames.push({ time: frame.time, vector: vector! });
      }
      reached(frame.time);
    }
    const chosen = await poster.best((frame) => faceDetector.detect(frame));
    if (!chosen) throw nothingDecoded(video.title);
    await writeJpeg(chosen, posterPath(folders.thumbnails, video.id), posterWidth);
    await sprite.write(spritePath(folders.thumbnails, video.id));
    return () => {
      store.videos.setPictures(video.id, chosen.time, JSON.stringify(sprite.layout));
      store.frames.replace(video.id, 'sketch', pictures.modelId, frames);
    };
  },
};

function nothingDecoded(title: string): UserFacingError {
  return new UserFacingError(
    'unreadable-file',
    `No picture of “${title}” can be decoded.`,
    'Play the file in another player to see whether it is damaged.',
  );
}
