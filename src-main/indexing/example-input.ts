import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { UserFacingError } from '../domain/errors.ts';
import type { Frame } from '../domain/image.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import { readFrames } from '../media/frame-reader.ts';
import { probe } from '../media/probe.ts';
import { decodePicture, nameOf, type GivenPicture } from './picture-input.ts';

/** The pictures of an example in time order; a single one for a picture. */
export interface ExampleInput {
  /** `x` and 32 hex digits of what is in the file. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'picture' | 'clip';
  /** Seconds. */
  readonly duration: number;
  readonly frames: readonly Frame[];
}

/** What comes as bytes is limited by the contract; this is for files. */
const mostBytes = 2_000_000_000;
/** A picture's header is enough to tell it from a clip. */
const mostPictureBytes = 60_000_000;
/** Seconds: who wants to find more than a scene drops the film into the library. */
const longestClip = 120;
const mostFrames = 12;
const clipSize = 640;
const mostAnimationPixels = 50_000_000;

/**
 * Reads a picture or a clip. An animated picture is a clip.
 * @throws UserFacingError for what is neither, has no pictures, or is too long
 */
export async function readExample(
  given: GivenPicture,
  ffmpeg: () => Promise<FfmpegTools>,
): Promise<ExampleInput> {
  const name = nameOf(given);
  const id = await contentId(given, name);
  const bytes = 'path' in given ? given.path : given.bytes;
  const pages = await picturePages(bytes);
  if (pages === 0) return { id, name, kind: 'clip', ...(await clipFrames(given, name, await ffmpeg())) };
  if (pages > 1) {
    const moving = await animationFrames(bytes, name, pages).catch((error: unknown) => {
      throw neither(name, error);
    });
    return { id, name, kind: 'clip', ...moving };
  }
  const image = await decodePicture(name, await wholeOf(given));
  return { id, name, kind: 'picture', duration: 0, frames: [{ ...image, time: 0 }] };
}

async function contentId(given: GivenPicture, name: string): Promise<string> {
  const hash = createHash('sha256');
  if ('bytes' in given) hash.update(given.bytes);
  else {
    try {
      const { size } = await stat(given.path);
      if (size > mostBytes) throw tooLong(name);
      for await (const piece of createReadStream(given.path)) hash.update(piece as Buffer);
    } catch (error) {
      if (error instanceof UserFacingError) throw error;
      throw new UserFacingError(
        'unreadable-file',
        `“${name}” cannot be read.`,
        'Check that the file exists and that you may read it.',
        error,
      );
    }
  }
  return `x${hash.digest('hex').slice(0, 32)}`;
}

/** How many pictures an image file holds; 0 for what is no image. Says nothing yet of whether they can be decoded. */
async function picturePages(source: string | Uint8Array): Promise<number> {
  try {
    const { pages = 1, delay } = await sharp(source, { limitInputPixels: false }).metadata();
    // The pages of a TIFF follow each other in no time.
    return delay ? pages : 1;
  } catch {
    return 0;
  }
}

async function wholeOf(given: GivenPicture): Promise<Uint8Array> {
  if ('bytes' in given) return given.bytes;
  const { size } = await stat(given.path);
  return size > mostPictureBytes ? new Uint8Array(mostPictureBytes + 1) : await readFile(given.path);
}

/** Pictures of an animation, evenly chosen. */
async function animationFrames(
  source: string | Uint8Array,
  name: string,
  pages: number,
): Promise<Pick<ExampleInput, 'duration' | 'frames'>> {
  const { delay = [] } = await sharp(source, { pages: -1, limitInputPixels: false }).metadata();
  const starts = Array.from({ length: pages }, (_, page) =>
    delay.slice(0, page).reduce((sum, milliseconds) => sum + milliseconds / 1000, 0),
  );
  const duration = delay.reduce((sum, milliseconds) => sum + milliseconds / 1000, 0);
  const count = Math.min(pages, mostFrames);
  const frames: Frame[] = [];
  for (let at = 0; at < count; at++) {
    const page = Math.floor((at * pages) / count);
    const bytes = await sharp(source, { page, limitInputPixels: mostAnimationPixels }).png().toBuffer();
    frames.push({ ...(await decodePicture(name, bytes)), time: starts[page]! });
  }
  return { duration, frames };
}

async function clipFrames(
  given: GivenPicture,
  name: string,
  tools: FfmpegTools,
): Promise<Pick<ExampleInput, 'duration' | 'frames'>> {
  if ('path' in given) return framesOfClip(given.path, name, tools);
  const folder = await mkdtemp(join(tmpdir(), 'kinora-example-'));
  try {
    const path = join(folder, 'clip');
    await writeFile(path, given.bytes);
    return await framesOfClip(path, name, tools);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function framesOfClip(
  path: string,
  name: string,
  tools: FfmpegTools,
): Promise<Pick<ExampleInput, 'duration' | 'frames'>> {
  const media = await probe(tools, path).catch((error: unknown) => {
    throw neither(name, error);
  });
  if (!media.video) {
    throw new UserFacingError(
      'unsupported-media',
      `“${name}” has sound but no pictures.`,
      'Use a picture, or a clip with pictures.',
    );
  }
  if (media.duration > longestClip) throw tooLong(name);
  const seconds = Math.max(0.2, media.duration / mostFrames);
  const frames: Frame[] = [];
  const request = { path, probe: media, maxWidth: clipSize, maxHeight: clipSize };
  try {
    for await (const frame of readFrames(tools, { ...request, sampling: { kind: 'every', seconds } })) {
      frames.push(frame);
      if (frames.length === mostFrames) break;
    }
  } catch (error) {
    throw neither(name, error);
  }
  if (frames.length === 0) throw neither(name);
  return { duration: media.duration, frames };
}

function neither(name: string, cause?: unknown): UserFacingError {
  return new UserFacingError(
    'bad-input',
    `“${name}” is neither a picture nor a clip that can be opened.`,
    'Use a JPEG, PNG, WebP, AVIF, GIF or TIFF picture, or a short film.',
    cause,
  );
}

function tooLong(name: string): UserFacingError {
  return new UserFacingError(
    'bad-input',
    `“${name}” is longer than ${longestClip / 60} minutes.`,
    'Cut out the scene that you look for, or add the film to the library and use one of its moments.',
  );
}
