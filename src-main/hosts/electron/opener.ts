import { resolve } from 'node:path';
import type { KinoraBridge } from '../../api/bridge.ts';
import type { Opening } from './openings.ts';

/** What is used of a core to open a file. */
export type OpenerCore = Pick<KinoraBridge, 'call' | 'on'>;

/** Shows what the system asks for. A film that the library does not have yet is indexed, and shown once it is there. */
export class Opener {
  readonly #core: OpenerCore;
  readonly #show: (hash: string) => void;

  /** @param show brings the window to the front, at this fragment of the page's address */
  constructor(core: OpenerCore, show: (hash: string) => void) {
    this.#core = core;
    this.#show = show;
  }

  /** Resolves when it is shown. What went wrong with a file is told by the page, as of every indexing. */
  async open(opening: Opening): Promise<void> {
    if (opening.kind === 'place') this.#show(opening.hash);
    else await this.#openFile(opening.path).catch(() => this.#show('#/activity'));
  }

  async #openFile(path: string): Promise<void> {
    if (await this.#showFilm(path)) return;
    this.#show('#/library');
    const shown = Promise.withResolvers<void>();
    const stop = this.#core.on('library.changed', ({ what }) => {
      if (what === 'videos') void this.#showFilm(path).then((isThere) => isThere && shown.resolve());
    });
    try {
      // Of a folder no single film is shown, and of a file without a film none: then the end of the work is the end.
      await Promise.race([shown.promise, this.#core.call('library.index', { paths: [path] })]);
    } finally {
      stop();
    }
  }

  async #showFilm(path: string): Promise<boolean> {
    const { videos } = await this.#core.call('library.videos', {});
    const film = videos.find((video) => resolve(video.path) === resolve(path));
    if (film !== undefined) this.#show(`#/film/${film.id}`);
    return film !== undefined;
  }
}
