import { homedir } from 'node:os';
import { patternsSetting } from '../indexing/folder-patterns.ts';
import { listFolders, requireFolder } from '../library/folder-views.ts';
import { usualFolders } from '../library/usual-folders.ts';
import { apiPath } from '../library/library-path.ts';
import type { CoreContext, HandlersOf } from './core-context.ts';
import { summaryView } from './library-handlers.ts';

export type FolderCalls =
  | 'library.folders'
  | 'library.usualFolders'
  | 'library.removeFolder'
  | 'library.setWatching'
  | 'library.rescan'
  | 'library.patterns'
  | 'library.setPatterns';

/** The calls about the folders of the library. */
export function folderHandlers(context: CoreContext): HandlersOf<FolderCalls> {
  const { reader, worker, media } = context;
  const patterns = () => {
    const { include, exclude } = reader.settings.get(patternsSetting);
    return { include: [...include], exclude: [...exclude] };
  };
  return {
    'library.folders': async () => ({ folders: listFolders(reader, await worker.folderStatus()) }),

    'library.usualFolders': async () => {
      const known = new Set(reader.folders.all().map(({ path }) => path));
      const folders = await usualFolders(homedir());
      return { folders: folders.filter((path) => !known.has(path)).map((path) => apiPath(path)) };
    },

    'library.removeFolder': async ({ path, keepFilms }) => {
      const { removed, films } = await worker.removeFolder(requireFolder(reader, path), keepFilms);
      for (const id of films) await media.forgetVideo(id);
      return { removed, films: films.length };
    },

    'library.setWatching': async ({ path, watching }) => {
      await worker.setWatching(requireFolder(reader, path), watching);
      return { watching };
    },

    'library.rescan': async ({ path }) => {
      const all = reader.folders.all().map((folder) => folder.path);
      const folders = path === undefined ? all : [requireFolder(reader, path)];
      return summaryView(await worker.rescan(folders));
    },

    'library.patterns': patterns,

    'library.setPatterns': async ({ include, exclude }) => {
      const given = include !== undefined || exclude !== undefined;
      const now = patterns();
      await worker.setPatterns(
        given ? { include: include ?? now.include, exclude: exclude ?? now.exclude } : null,
      );
      return patterns();
    },
  };
}
