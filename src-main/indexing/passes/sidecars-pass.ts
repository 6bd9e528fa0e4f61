import { rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { UserFacingError } from '../../domain/errors.ts';
import { castOf, type CastEntry } from '../../media/sidecars/cast.ts';
import { actorPictures, filmSidecars, type FilmSidecars } from '../../media/sidecars/film-sidecars.ts';
import type { ListFolder } from '../../media/sidecars/folder-listing.ts';
import { readNfo, type Nfo } from '../../media/sidecars/nfo.ts';
import { stampOf } from '../../media/sidecars/sidecar-stamp.ts';
import { readStillPicture } from '../../media/sidecars/still-picture.ts';
import type { RunningPass } from './pass.ts';

const coverSize = 960;

/** Where the picture beside a film that stands for it is kept, made anew as a JPEG. */
export function coverPath(thumbnails: string, videoId: number): string {
  return join(thumbnails, `${videoId}-cover.jpg`);
}

/** Title, year, plot, cast and cover from the files beside the film. */
export const sidecarsPass: RunningPass = {
  name: 'sidecars',
  version: 1,
  after: [],
  step: 'subtitles',
  weight: 0.01,

  async input({ video }, { list }) {
    const { nfo, showNfo, cover, actorFolders } = await filmSidecars(video.path, list);
    const files = [nfo, showNfo, cover, ...actorFolders].filter((path) => path !== null);
    return `${basename(video.path)}|${await stampOf(files)}`;
  },

  async run({ video }, { store, folders, list }) {
    const sidecars = await filmSidecars(video.path, list);
    const nfo = sidecars.nfo === null ? null : await readNfo(sidecars.nfo);
    const cast = await castBeside(sidecars, nfo, list);
    const hasCover = await keepCover(sidecars.cover, coverPath(folders.thumbnails, video.id));
    return () => {
      store.facts.replace(
        video.id,
        {
          title: nfo?.title ?? null,
          originalTitle: nfo?.originalTitle ?? null,
          year: nfo?.year ?? null,
          plot: nfo?.plot ?? null,
          uniqueIds: nfo?.uniqueIds ?? {},
          hasCover,
        },
        cast,
      );
      store.videos.setTitle(video.id, nfo?.title ?? basename(video.path, extname(video.path)));
    };
  },
};

async function castBeside(
  { nfo: nfoPath, showNfo, actorFolders }: FilmSidecars,
  nfo: Nfo | null,
  list: ListFolder,
): Promise<CastEntry[]> {
  const show = showNfo === null ? null : await readNfo(showNfo);
  const said = [];
  if (nfo !== null) said.push({ nfo, folder: dirname(nfoPath!) });
  if (show !== null) said.push({ nfo: show, folder: dirname(showNfo!) });
  const pictures = await Promise.all(actorFolders.map((folder) => actorPictures(folder, list)));
  return castOf(said, pictures.flat());
}

/** Whether there is a cover now. For one that cannot be used the picture that is made from the film stands in. */
async function keepCover(cover: string | null, output: string): Promise<boolean> {
  if (cover !== null) {
    try {
      await writeFileAtomic(output, await readStillPicture(cover, dirname(cover), coverSize));
      return true;
    } catch (error) {
      if (!(error instanceof UserFacingError)) throw error;
    }
  }
  await rm(output, { force: true });
  return false;
}
