import { readFile } from 'node:fs/promises';
import {
  checkedConceptName,
  checkedConceptRename,
  conceptView,
  findConcept,
  listConcepts,
  requireConcept,
} from '../concepts/concept-views.ts';
import { UserFacingError } from '../domain/errors.ts';
import type { FoundFrame, PictureOutcome } from '../indexing/concepts/concept-keeper.ts';
import type { ConceptPicture } from '../indexing/concepts/concept-pictures.ts';
import { apiPath, requireVideo } from '../library/library-path.ts';
import { readyPicture } from '../people/enrol-pictures.ts';
import type { ParsedInputOf } from './contract.ts';
import type { CoreContext, HandlersOf, MethodsOf } from './core-context.ts';

/** The calls about named pets, objects and places. */
export function conceptHandlers(context: CoreContext): HandlersOf<MethodsOf<'concepts'>> {
  const { reader, worker } = context;

  const found = (frames: readonly FoundFrame[]) =>
    frames.flatMap(({ videoId, time, likelihood, box }) => {
      const video = reader.videos.byId(videoId);
      return video ? [{ videoId, path: apiPath(video.path), title: video.title, time, likelihood, box }] : [];
    });

  return {
    'concepts.list': async () => ({ concepts: await listConcepts(reader) }),

    'concepts.add': async ({ name, kind, pictures }) => {
      const known = checkedConceptName(reader, name, kind);
      const outcome = await worker.addConcept(known, kind, await readyPictures(context, pictures));
      return {
        concept: outcome.conceptId === null ? null : await conceptView(reader, outcome.conceptId),
        pictures: outcome.pictures.map(outcomeView),
      };
    },

    'concepts.preview': async ({ kind, pictures }) => {
      const preview = await worker.previewConcept(kind, await readyPictures(context, pictures));
      return {
        pictures: preview.pictures.map(outcomeView),
        found: found(preview.found),
        confused: found(preview.confused),
        rivals: [...preview.rivals],
      };
    },

    'concepts.rename': async ({ name, to }) => {
      const { id } = requireConcept(reader, name);
      await worker.renameConcept(id, checkedConceptRename(reader, id, to));
      const concept = await conceptView(reader, id);
      if (!concept) throw new Error(`Concept ${id} vanished while being renamed.`);
      return { concept };
    },

    'concepts.remove': async ({ name }) => {
      const concept = findConcept(reader, name);
      return { removed: concept !== null && (await worker.removeConcept(concept.id)) };
    },
  };
}

function outcomeView({ picture, box, problem }: PictureOutcome) {
  return { picture, box, problem };
}

/** Pictures as the worker reads them; a frame of a film becomes a picture first. */
async function readyPictures(
  { reader, media }: CoreContext,
  pictures: ParsedInputOf<'concepts.add'>['pictures'],
): Promise<ConceptPicture[]> {
  const ready: ConceptPicture[] = [];
  for (const { picture, box } of pictures) {
    if (!('videoId' in picture)) {
      ready.push({ picture: readyPicture(picture), box: box ?? null });
      continue;
    }
    const { title } = requireVideo(reader, picture.videoId);
    const path = await media.frame(picture.videoId, picture.time);
    if (path === null) {
      throw new UserFacingError(
        'not-found',
        `There is no picture of “${title}” at ${picture.time.toFixed(1)} s.`,
        'Check that the film is there, and choose another moment of it.',
      );
    }
    const at = `${title}, ${picture.time.toFixed(1)} s`;
    ready.push({ picture: { name: at, bytes: await readFile(path) }, box: box ?? null });
  }
  return ready;
}
