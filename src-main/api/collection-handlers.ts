import {
  checkedCollectionName,
  checkedTrim,
  collectionView,
  heldMoments,
  momentView,
  requireCollection,
  type HeldMoment,
} from '../collections/collection-views.ts';
import type { NewMoment } from '../domain/collection.ts';
import { UserFacingError } from '../domain/errors.ts';
import { parseMomentId } from '../domain/moment.ts';
import { apiPath, requireVideo } from '../library/library-path.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { collectionExportHandlers } from './collection-export-handlers.ts';
import type { CoreContext, HandlersOf, MethodsOf } from './core-context.ts';

/** The calls about collections of moments. */
export function collectionHandlers(context: CoreContext): HandlersOf<MethodsOf<'collections'>> {
  const { reader, worker } = context;
  const viewOf = (id: number) => ({
    collection: collectionView(requireCollection(reader, id), heldMoments(reader, id)),
  });
  return {
    ...collectionExportHandlers(context),

    'collections.list': () => ({
      collections: reader.collections.all().map((row) => collectionView(row, heldMoments(reader, row.id))),
    }),

    'collections.show': ({ id }) => {
      const collection = requireCollection(reader, id);
      const held = heldMoments(reader, id);
      return {
        collection: collectionView(collection, held),
        moments: held
          .map(momentView)
          .map((moment) => ({ ...moment, path: moment.path === null ? null : apiPath(moment.path) })),
      };
    },

    'collections.add': async ({ name, momentIds, note }) => {
      const moments = momentIds.map((momentId) => newMoment(reader, momentId, note));
      return viewOf(await worker.changeCollection({ action: 'add', name, moments }));
    },

    'collections.remove': async ({ id, momentIds }) =>
      viewOf(await worker.changeCollection({ action: 'remove', collectionId: id, momentIds })),

    'collections.move': async ({ id, momentId, place }) =>
      viewOf(await worker.changeCollection({ action: 'move', collectionId: id, momentId, place })),

    'collections.trim': async ({ id, momentId, start, end }) => {
      const interval = checkedTrim({ start, end }, heldMoment(reader, id, momentId).film);
      return viewOf(await worker.changeCollection({ action: 'trim', collectionId: id, momentId, interval }));
    },

    'collections.note': async ({ id, momentId, note }) =>
      viewOf(await worker.changeCollection({ action: 'note', collectionId: id, momentId, note })),

    'collections.rename': async ({ id, name }) => {
      const checked = checkedCollectionName(reader, id, name);
      return viewOf(await worker.changeCollection({ action: 'rename', collectionId: id, name: checked }));
    },

    'collections.delete': async ({ id }) => {
      await worker.changeCollection({ action: 'delete', collectionId: id });
      return { deleted: true };
    },

    'collections.undo': async () => ({ undone: await worker.undoCollections() }),
  };
}

/** A moment by its id, as a collection keeps it. Throws a UserFacingError when the film or the stretch is gone. */
function newMoment(reader: LibraryReader, momentId: string, note: string): NewMoment {
  const key = parseMomentId(momentId);
  if (!key) {
    throw new UserFacingError(
      'bad-input',
      `“${momentId}” is not the id of a moment.`,
      'Use an id as a search gives it, for example m1-120-148.',
    );
  }
  const film = requireVideo(reader, key.videoId);
  return { fingerprint: film.fingerprint, title: film.title, ...checkedTrim(key, film), note };
}

function heldMoment(reader: LibraryReader, id: number, momentId: number): HeldMoment {
  const found = heldMoments(reader, requireCollection(reader, id).id).find(
    (moment) => moment.id === momentId,
  );
  if (found) return found;
  throw new UserFacingError(
    'not-found',
    'The collection does not hold this moment any more.',
    'Look at the collection again.',
  );
}
