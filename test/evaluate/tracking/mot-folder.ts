import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { z } from 'zod';
import type { RgbImage } from '../../../src-main/domain/image.ts';
import { readAnnotationText } from '../../../src-main/evaluation/annotation-file.ts';
import { readMotFile, type Tracks } from '../../../src-main/evaluation/tracking/mot-file.ts';
import type { FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';
import type { CandidateProposer, Proposal } from '../../../src-main/tracking/tracking-frame.ts';
import { DecodedSequence, trackedSide } from './decoded-sequence.ts';

/** A sequence in MOTChallenge's layout: `img1/` or a film in its place, `det/det.txt`, `gt/gt.txt` and `seqinfo.ini`. */
export interface MotSequence {
  readonly name: string;
  readonly frames: DecodedSequence;
  readonly truth: Tracks;
  readonly detector: CandidateProposer;
  /** Pixels of the files' boxes to one of the pictures that are tracked. */
  readonly scale: number;
}

const sequenceFacts = z.object({
  frameRate: z.coerce.number().positive().max(1000),
  imDir: z
    .string()
    .regex(/^[\w.-]+$/)
    .default('img1'),
  imWidth: z.coerce.number().int().positive().max(20_000),
});

/** Folders with `gt/gt.txt` below a folder, or the folder itself. */
export async function motFolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  if (entries.some(({ name }) => name === 'seqinfo.ini')) return [folder];
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return folders.toSorted().map((name) => join(folder, name));
}

export async function motSequence(tools: FfmpegTools, folder: string): Promise<MotSequence> {
  const facts = sequenceFacts.parse(iniValues(await readFile(join(folder, 'seqinfo.ini'), 'utf8')));
  const film = (await readdir(folder)).find((name) => /\.(mp4|mkv|webm|avi|mov)$/i.test(name));
  const frames = film
    ? await DecodedSequence.ofFilm(tools, join(folder, film))
    : await numberedPictures(join(folder, facts.imDir), facts.frameRate);
  const scale = facts.imWidth / frames.picture.width;
  const detections = readDetections(await readFile(join(folder, 'det', 'det.txt'), 'utf8'), scale);
  return {
    name: folder.split(/[\\/]/).at(-1)!,
    frames,
    truth: readMotFile(await readAnnotationText(join(folder, 'gt', 'gt.txt'))),
    detector: { propose: ({ index }) => Promise.resolve(detections.get(index + 1) ?? []) },
    scale,
  };
}

async function numberedPictures(folder: string, frameRate: number): Promise<DecodedSequence> {
  const files = (await readdir(folder)).filter((name) => /\.(jpe?g|png)$/i.test(name)).toSorted();
  const pictures = [];
  for (const [index, file] of files.entries()) {
    pictures.push({ time: index / frameRate, picture: await smallPicture(join(folder, file)) });
  }
  return new DecodedSequence(pictures);
}

async function smallPicture(path: string): Promise<RgbImage> {
  const { data, info } = await sharp(path)
    .resize(trackedSide, trackedSide, { fit: 'inside', withoutEnlargement: true })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** Detections have no track, -1, so that a frame may hold any number of them. */
function readDetections(text: string, scale: number): Map<number, Proposal[]> {
  const frames = new Map<number, Proposal[]>();
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const [frame, , x, y, width, height, confidence = 1] = line.split(',').map(Number);
    const listed = frames.get(frame!) ?? [];
    frames.set(frame!, listed);
    const box = { x: x! / scale, y: y! / scale, width: width! / scale, height: height! / scale };
    listed.push({ box, confidence: Math.min(1, Math.max(0, confidence)) });
  }
  return frames;
}

/** The values of a file of `name=value` lines, whatever their section. */
function iniValues(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/^\s*(\w+)\s*=\s*(.*?)\s*$/gm)].map(([, name, value]) => [name!, value!]),
  );
}
