import type { CollectedMomentView, CollectionOverview } from '../../src-main/api/contract.ts';
import type { Interval } from '../../src-main/domain/interval.ts';
import { movedTo } from '../../src-main/domain/moved-to.ts';
import type { AppClient, Problem } from '../client/app-client.ts';
import { clock } from '../rules/time-text.ts';
import type { Decisions } from '../state/decisions.ts';
import { problemOf } from '../state/notices.svelte.ts';
import { Refresher } from '../state/refresher.ts';
import { t } from '../strings/translate.svelte.ts';

/** The moments of one collection, and what the person does with them. */
export class TrayState {
  readonly id: number;
  collection = $state.raw<CollectionOverview | null>(null);
  moments = $state.raw<readonly CollectedMomentView[]>([]);
  problem = $state.raw<Problem | null>(null);
  readonly playable = $derived(this.moments.filter(({ missing }) => !missing));

  readonly #client: AppClient;
  readonly #decisions: Decisions;
  readonly #refresher = new Refresher(() => this.#read());
  readonly #stop: () => void;

  constructor(client: AppClient, decisions: Decisions, id: number) {
    this.id = id;
    this.#client = client;
    this.#decisions = decisions;
    this.#stop = client.on('library.changed', ({ what }) => {
      if (what === 'collections' || what === 'videos') void this.refresh();
    });
  }

  refresh(): Promise<void> {
    return this.#refresher.refresh();
  }

  leave(): void {
    this.#stop();
  }

  /** Puts a moment at another place, counted from 0; it stands there at once. */
  async move({ id: momentId }: CollectedMomentView, place: number): Promise<void> {
    const wanted = Math.min(Math.max(0, place), this.moments.length - 1);
    if (this.moments[wanted]?.id === momentId) return;
    this.moments = movedTo(this.moments, (one) => one.id === momentId, wanted);
    const sentence = t('tray.moved', wanted + 1, this.moments.length);
    await this.#decide(async () => {
      await this.#client.call('collections.move', { id: this.id, momentId, place: wanted });
      return sentence;
    });
  }

  /** Moves the start and the end of a moment by so many seconds. */
  async trim({ id: momentId, ...moment }: CollectedMomentView, bySeconds: Interval): Promise<void> {
    const start = Math.max(0, moment.start + bySeconds.start);
    const end = moment.end + bySeconds.end;
    await this.#decide(async () => {
      await this.#client.call('collections.trim', { id: this.id, momentId, start, end });
      return t('tray.trimmed', clock(start, true), clock(end, true));
    });
  }

  async note({ id: momentId, note: before }: CollectedMomentView, note: string): Promise<void> {
    if (note.trim() === before) return;
    await this.#decide(async () => {
      await this.#client.call('collections.note', { id: this.id, momentId, note });
      return t('tray.noted');
    });
  }

  async remove({ id: momentId, title }: CollectedMomentView): Promise<void> {
    await this.#decide(async () => {
      await this.#client.call('collections.remove', { id: this.id, momentIds: [momentId] });
      return t('collections.removed', title);
    });
  }

  async #decide(work: () => Promise<string>): Promise<void> {
    await this.#decisions.make(work, 'collections');
    await this.refresh();
  }

  async #read(): Promise<void> {
    try {
      const { collection, moments } = await this.#client.call('collections.show', { id: this.id });
      this.collection = collection;
      this.moments = moments;
      this.problem = null;
    } catch (error) {
      this.problem = problemOf(error);
    }
  }
}
