import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserFacingError } from '../domain/errors.ts';
import { timeOfFrame } from '../domain/frame-rate.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import { joinParts, writePart, type MontageShape, type WrittenPart } from '../media/montage.ts';
import { checkedOutput, reserveFile } from '../media/output-file.ts';
import type { MediaProbe } from '../media/probe.ts';
import { unwritable } from '../media/whole-file.ts';
import { requirePresent } from './present-film.ts';
import { writeFfmetadata } from './sequence/chapters.ts';
import { collectionFileName } from './sequence/sequence-file.ts';
import { filmsOf, withoutEdits, type Edit, type Sequence } from './sequence/sequence.ts';

export interface MontageRequest {
  readonly sequence: Sequence;
  /** What each film of the sequence holds, by its path. */
  readonly probes: ReadonlyMap<string, MediaProbe>;
  /** A file of the user's choice; null for a free name in the library's folder of exports. */
  readonly output: string | null;
  readonly exportsFolder: string;
}

export interface WrittenMontage {
  readonly path: string;
  readonly moments: number;
  /** Of the montage. */
  readonly seconds: number;
  /** What could not be read, and why; the rest is written. */
  readonly failed: readonly { readonly edit: Edit; readonly reason: string }[];
}

/** Size of a montage of films without pictures. */
const soundShape = { width: 640, height: 360 };
/** The share of the work that encoding the parts is; the rest is joining them. */
const partsShare = 0.97;

/**
 * Writes a sequence as one film with a chapter for each moment. Films that cannot be read are left out and told.
 * @param told the share that is done, 0..1
 * @throws UserFacingError when nothing can be read or the file cannot be written
 */
export async function writeMontage(
  tools: FfmpegTools,
  { sequence, probes, output, exportsFolder }: MontageRequest,
  told: (fraction: number) => void,
  signal?: AbortSignal,
): Promise<WrittenMontage> {
  const films = filmsOf(sequence).map(({ path }) => path);
  const path =
    output === null
      ? await reserveFile(exportsFolder, collectionFileName(sequence.name), 'mp4')
      : await checkedOutput(output, films);
  const folder = await partsFolder(path);
  try {
    const shape = shapeOf(sequence);
    const failed: { edit: Edit; reason: string }[] = [];
    const parts: WrittenPart[] = [];
    for (const [index, edit] of sequence.edits.entries()) {
      const name = `part-${index}.mov`;
      const { film, sourceStart, at, length } = edit;
      const part = {
        path: film.path,
        probe: probes.get(film.path)!,
        start: timeOfFrame(sourceStart, film.rate),
        length,
      };
      try {
        requirePresent(film);
        const tell = (frames: number) => told(((at + frames) / sequence.length) * partsShare);
        await writePart(tools, part, shape, join(folder, name), tell, signal);
        parts.push({ name, length });
      } catch (error) {
        if (!(error instanceof UserFacingError) || error.code !== 'unreadable-file') throw error;
        failed.push({ edit, reason: error.message });
      }
    }
    if (parts.length === 0) throw nothingLeft(sequence.name, failed[0]?.reason);
    const written = withoutEdits(
      sequence,
      failed.map(({ edit }) => edit),
    );
    await joinParts(tools, folder, parts, shape, writeFfmetadata(written), path, signal);
    told(1);
    return { path, moments: parts.length, seconds: timeOfFrame(written.length, sequence.rate), failed };
  } catch (error) {
    if (output === null) await rm(path, { force: true });
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A folder for the parts beside the montage: where it has room, they have. */
async function partsFolder(output: string): Promise<string> {
  try {
    await mkdir(dirname(output), { recursive: true });
    return await mkdtemp(join(dirname(output), '.kinora-montage-'));
  } catch (error) {
    throw unwritable(output, error);
  }
}

function shapeOf({ rate, width, height }: Sequence): MontageShape {
  const even = (pixels: number) => Math.ceil(pixels / 2) * 2;
  return width > 0 ? { rate, width: even(width), height: even(height) } : { rate, ...soundShape };
}

function nothingLeft(name: string, reason: string | undefined): UserFacingError {
  return new UserFacingError(
    'unreadable-file',
    `No moment of “${name}” can be read${reason === undefined ? '' : `: ${reason}`}`,
    'Connect the drives that its films lie on, or index the folders they were moved to.',
  );
}
