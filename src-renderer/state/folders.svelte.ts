import type { FolderView, OutputOf } from '../../src-main/api/contract.ts';
import type { AppClient } from '../client/app-client.ts';
import { t } from '../strings/translate.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import { Refresher } from './refresher.ts';

export type FolderPatterns = OutputOf<'library.patterns'>;

/** The folders of the library and which of their files are wanted, for as long as a screen shows them. */
export class FoldersState {
  list = $state.raw<readonly FolderView[]>([]);
  patterns = $state.raw<FolderPatterns | null>(null);
  /** The folder that is being looked through. */
  scanning = $state<string | null>(null);

  readonly #client: AppClient;
  readonly #notices: Notices;
  readonly #refresher: Refresher;

  constructor(client: AppClient, notices: Notices) {
    this.#client = client;
    this.#notices = notices;
    this.#refresher = new Refresher(async () => void (await this.#try(() => this.#read())));
  }

  /** Reads them now and after every change; the answer ends that. */
  watch(): () => void {
    void this.#refresher.refresh();
    return this.#client.on('library.changed', ({ what }) => {
      if (what === 'folders' || what === 'videos') void this.#refresher.refresh();
    });
  }

  async rescan({ path }: FolderView): Promise<void> {
    this.scanning = path;
    await this.#try(async () => {
      const { videos, seconds } = await this.#client.call('library.rescan', { path });
      this.#notices.say(t('add.done', videos, t('common.span', seconds)));
    });
    this.scanning = null;
  }

  /** Takes a folder out of the library; its files stay where they are. */
  async remove({ path }: FolderView, keepFilms: boolean): Promise<void> {
    await this.#try(async () => {
      const { films } = await this.#client.call('library.removeFolder', { path, keepFilms });
      this.#notices.say(t('folders.removed', path, films));
    });
    await this.#refresher.refresh();
  }

  async setWatching({ path }: FolderView, watching: FolderView['watching']): Promise<void> {
    await this.#try(() => this.#client.call('library.setWatching', { path, watching }));
    await this.#refresher.refresh();
  }

  /** Says which files are wanted; false when that is refused. */
  setPatterns(patterns: FolderPatterns): Promise<boolean> {
    return this.#try(async () => {
      this.patterns = await this.#client.call('library.setPatterns', patterns);
      this.#notices.say(t('folders.patternsKept'));
    });
  }

  async #read(): Promise<void> {
    const [{ folders }, patterns] = await Promise.all([
      this.#client.call('library.folders', {}),
      this.#client.call('library.patterns', {}),
    ]);
    this.list = folders;
    this.patterns = patterns;
  }

  /** Tells what went wrong; false when something did. */
  async #try(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.#notices.failed(error);
      return false;
    }
  }
}
