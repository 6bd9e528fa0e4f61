import type { OutputOf } from '../../../src-main/api/contract.ts';
import type { AppClient } from '../../client/app-client.ts';
import { t } from '../../strings/translate.svelte.ts';
import type { Notices } from '../../state/notices.svelte.ts';

type Found = OutputOf<'subtitles.align'>;

/** How all times of a source are moved: `time * scale + shift`. */
export interface Movement {
  readonly shift: number;
  readonly scale: number;
}

/** What takes a movement back. */
export function backwards({ shift, scale }: Movement): Movement {
  return { shift: shift === 0 ? 0 : -shift / scale, scale: 1 / scale };
}

/** Offers to move lines that lie beside the voices; shows them there first, and moves them back on request. */
export class AlignmentOffer {
  /** Null where the lines fit, or nobody can tell. */
  found = $state.raw<Found | null>(null);
  /** Whether the lines are shown where they would lie. */
  isShown = $state(false);
  /** What the shown lines are moved by. */
  readonly shown = $derived<Movement | null>(this.isShown ? this.found : null);

  readonly #client: AppClient;
  readonly #notices: Notices;
  readonly #film: { readonly id: number; readonly path: string };
  #refused = '';

  constructor(client: AppClient, notices: Notices, film: { readonly id: number; readonly path: string }) {
    this.#client = client;
    this.#notices = notices;
    this.#film = film;
  }

  /** Looks how the lines of a source lie to the voices. */
  async look(source: string): Promise<void> {
    this.isShown = false;
    try {
      const found = await this.#client.call('subtitles.align', { path: this.#film.path, source });
      const isWorthwhile = found.verdict === 'moved' || found.verdict === 'another-film';
      this.found = isWorthwhile && source !== this.#refused ? found : null;
    } catch {
      // Without lines or voices there is nothing to offer.
      this.found = null;
    }
  }

  async apply(): Promise<void> {
    if (!this.found) return;
    const { source, shift, scale } = this.found;
    if (!(await this.#move(source, { shift, scale }))) return;
    this.found = null;
    this.isShown = false;
    this.#notices.say(t('subtitles.aligned'), {
      action: {
        label: t('people.undo'),
        run: () => void this.#move(source, backwards({ shift, scale })).then(() => this.look(source)),
      },
    });
  }

  /** The lines are right as they are. */
  refuse(): void {
    this.#refused = this.found?.source ?? '';
    this.found = null;
    this.isShown = false;
  }

  async #move(source: string, movement: Movement): Promise<boolean> {
    try {
      await this.#client.call('subtitles.move', { id: this.#film.id, source, ...movement });
      return true;
    } catch (error) {
      this.#notices.failed(error);
      return false;
    }
  }
}
