import type { EventOf, IndexSummary, OutputOf, VideoSummary } from '../../src-main/api/contract.ts';
import type { AppClient, Problem } from '../client/app-client.ts';
import { t } from '../strings/translate.svelte.ts';
import { problemOf, type Notices } from './notices.svelte.ts';
import { Refresher } from './refresher.ts';

export type Progress = EventOf<'indexing.progress'>;
export type LibraryStatus = OutputOf<'library.status'>;

/** The films of the library, and what indexing does with them now. */
export class LibraryState {
  videos = $state.raw<readonly VideoSummary[]>([]);
  status = $state.raw<LibraryStatus | null>(null);
  progress = $state.raw<Progress | null>(null);
  /** False until the first answer came: nothing is shown as empty before it is known to be. */
  loaded = $state(false);
  /** Why the library could not be read, or null. */
  problem = $state.raw<Problem | null>(null);
  makingSample = $state(false);
  busy = $derived(this.progress !== null && this.progress.state !== 'idle');

  readonly #client: AppClient;
  readonly #notices: Notices;
  readonly #refresher: Refresher;

  constructor(client: AppClient, notices: Notices) {
    this.#client = client;
    this.#notices = notices;
    this.#refresher = new Refresher(() => this.#read());
    client.on('indexing.progress', (progress) => {
      const before = this.progress;
      this.progress = progress;
      if (before?.videosDone !== progress.videosDone || before.state !== progress.state) void this.refresh();
    });
    client.on('library.changed', ({ what }) => {
      if (what === 'videos' || what === 'people') void this.refresh();
    });
  }

  refresh(): Promise<void> {
    return this.#refresher.refresh();
  }

  /**
   * Indexes folders and films to the end and says how it went.
   * @returns false when there was nothing that could be
   */
  async add(paths: string[]): Promise<boolean> {
    return this.#index(() => this.#client.call('library.index', { paths }));
  }

  async addSampleFilm(): Promise<void> {
    this.makingSample = true;
    await this.#index(() => this.#client.call('library.addSampleFilm', {}));
    this.makingSample = false;
  }

  async retry(id: number): Promise<void> {
    await this.#index(() => this.#client.call('library.retry', { id }));
  }

  /** Says whether the person has seen a film. */
  async setSeen(id: number, seen: boolean): Promise<void> {
    await this.#client.call('library.setSeen', { id, seen }).catch((error) => this.#notices.failed(error));
  }

  async retryAll(): Promise<void> {
    await this.#index(() => this.#client.call('library.retryAll', {}));
  }

  async cancel(): Promise<void> {
    await this.#client.call('library.cancel', {}).catch((error) => this.#notices.failed(error));
  }

  async pause(): Promise<void> {
    await this.#hold('library.pause');
  }

  async resume(): Promise<void> {
    await this.#hold('library.resume');
  }

  /** Films that somebody looks at are indexed before all others. */
  async focus(id: number): Promise<void> {
    // A film that is gone is told by its own page.
    await this.#client.call('library.focus', { id }).catch(() => undefined);
  }

  async remove(video: VideoSummary): Promise<void> {
    try {
      await this.#client.call('library.remove', { id: video.id });
      this.#notices.say(t('library.removed', video.title));
    } catch (error) {
      this.#notices.failed(error);
    }
    await this.refresh();
  }

  async #hold(method: 'library.pause' | 'library.resume'): Promise<void> {
    try {
      this.progress = (await this.#client.call(method, {})).progress;
    } catch (error) {
      this.#notices.failed(error);
    }
  }

  async #index(work: () => Promise<IndexSummary>): Promise<boolean> {
    let isDone = false;
    try {
      const summary = await work();
      const [first] = summary.failed;
      isDone = !first || summary.videos > 0;
      if (first) {
        this.#notices.problem({
          code: 'library',
          sentence: t('add.failed', summary.failed.length),
          remedy: first.reason,
        });
      } else if (summary.videos > 0) {
        this.#notices.say(t('add.done', summary.videos, t('common.span', summary.seconds)));
      }
    } catch (error) {
      this.#notices.failed(error);
    }
    await this.refresh();
    return isDone;
  }

  async #read(): Promise<void> {
    try {
      await Promise.all([this.#readFilms(), this.#readStatus()]);
      this.problem = null;
      this.loaded = true;
    } catch (error) {
      this.problem = problemOf(error);
    }
  }

  /** Films are shown as soon as they are there; whether a library without any is being filled, the status tells. */
  async #readFilms(): Promise<void> {
    this.videos = (await this.#client.call('library.videos', {})).videos;
    if (this.videos.length > 0) this.loaded = true;
  }

  async #readStatus(): Promise<void> {
    this.status = await this.#client.call('library.status', {});
    this.progress = this.status.progress;
  }
}
