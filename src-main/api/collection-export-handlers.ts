import { existsSync } from 'node:fs';
import { heldMoments, requireCollection, type HeldMoment } from '../collections/collection-views.ts';
import { UserFacingError } from '../domain/errors.ts';
import { timeOfFrame } from '../domain/frame-rate.ts';
import { writeClips } from '../exports/clip-folder.ts';
import { writeMontage } from '../exports/montage.ts';
import { writeSequence } from '../exports/sequence/sequence-file.ts';
import { sequenceOf, type Edit, type Sequence, type SequenceMoment } from '../exports/sequence/sequence.ts';
import { sourceFilmOf } from '../exports/sequence/source-film.ts';
import { apiPath } from '../library/library-path.ts';
import { probeOf } from '../library/video-views.ts';
import type { MediaProbe } from '../media/probe.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { LeftOutMoment } from './contract.ts';
import type { CoreContext, HandlersOf } from './core-context.ts';
import { Throttle } from './throttle.ts';

type ExportCalls = 'collections.export' | 'collections.clips' | 'collections.montage';

const progressMs = 200;

/** The calls that write collections as files. */
export function collectionExportHandlers(context: CoreContext): HandlersOf<ExportCalls> {
  const { reader, ffmpeg, folders, events } = context;
  const exportsFolder = folders.exports;
  /** Tells how far an export is while it goes on. */
  const telling = async <T>(collectionId: number, work: (told: (fraction: number) => void) => Promise<T>) => {
    const throttle = new Throttle<number>(
      (fraction) => events.tell('collections.progress', { collectionId, fraction }),
      progressMs,
    );
    try {
      return await work((fraction) => throttle.push(fraction));
    } finally {
      throttle.flush();
    }
  };
  return {
    'collections.export': async ({ id, format, output }) => {
      const { sequence, leftOut } = sequenceOfCollection(reader, id);
      const path = await writeSequence({ sequence, format, output: output ?? null, exportsFolder });
      return { path: apiPath(path), moments: sequence.edits.length, leftOut };
    },

    'collections.clips': async ({ id, mode, output }, signal) => {
      const { sequence, probes, leftOut } = sequenceOfCollection(reader, id);
      const { name, edits } = sequence;
      const moments = edits.map((edit) => ({
        film: { ...edit.film, probe: probes.get(edit.film.path)! },
        start: timeOfFrame(edit.sourceStart, edit.film.rate),
        end: timeOfFrame(edit.sourceStart + edit.sourceLength, edit.film.rate),
        edit,
      }));
      const request = { name, moments, mode, output: output ?? null, exportsFolder };
      const tools = await ffmpeg.tools();
      const written = await telling(id, (told) =>
        writeClips(tools, request, (done) => told(done / edits.length), signal),
      );
      return {
        path: apiPath(written.folder),
        files: written.files.map((file) => apiPath(file)),
        moments: written.files.length,
        leftOut: [
          ...leftOut,
          ...written.failed.map(({ moment, reason }) => failedMoment(moment.edit, reason)),
        ],
      };
    },

    'collections.montage': async ({ id, output }, signal) => {
      const { sequence, probes, leftOut } = sequenceOfCollection(reader, id);
      const tools = await ffmpeg.tools();
      const { failed, ...written } = await telling(id, (told) =>
        writeMontage(tools, { sequence, probes, output: output ?? null, exportsFolder }, told, signal),
      );
      return {
        ...written,
        path: apiPath(written.path),
        leftOut: [...leftOut, ...failed.map(({ edit, reason }) => failedMoment(edit, reason))],
      };
    },
  };
}

interface CollectionSequence {
  readonly sequence: Sequence;
  readonly probes: ReadonlyMap<string, MediaProbe>;
  readonly leftOut: LeftOutMoment[];
}

/** A collection as a sequence of those moments whose films are there. Throws a UserFacingError when there are none. */
function sequenceOfCollection(reader: LibraryReader, id: number): CollectionSequence {
  const { name } = requireCollection(reader, id);
  const held = heldMoments(reader, id);
  const probes = new Map<string, MediaProbe>();
  const leftOut: LeftOutMoment[] = [];
  const moments: SequenceMoment[] = [];
  for (const moment of held) {
    const probe = moment.film && existsSync(moment.film.path) ? probeOf(moment.film) : null;
    if (!moment.film || !probe) {
      leftOut.push(leftOutMoment(moment, 'Its film is not there now.'));
    } else if (moment.start >= moment.film.duration) {
      leftOut.push(leftOutMoment(moment, 'It lies behind the end of its film.'));
    } else {
      probes.set(moment.film.path, probe);
      const { start, end, note } = moment;
      moments.push({ film: sourceFilmOf(moment.film, probe), start, end, note });
    }
  }
  if (moments.length > 0) return { sequence: sequenceOf(name, moments), probes, leftOut };
  throw new UserFacingError(
    'not-found',
    held.length === 0
      ? `The collection “${name}” is empty.`
      : `No film of the collection “${name}” is there now.`,
    held.length === 0
      ? 'Add moments to it first: from a search, or between two marks in the player.'
      : 'Connect the drives that the films lie on, or index the folders they were moved to.',
  );
}

function leftOutMoment({ film, title, start }: HeldMoment, reason: string): LeftOutMoment {
  return { title: film?.title ?? title, start, reason };
}

function failedMoment({ film, sourceStart }: Edit, reason: string): LeftOutMoment {
  return { title: film.title, start: timeOfFrame(sourceStart, film.rate), reason };
}
