import type { PausedFace } from '../../src-main/api/contract.ts';
import type { AppClient } from '../client/app-client.ts';
import type { Notices } from '../state/notices.svelte.ts';
import { t } from '../strings/translate.svelte.ts';
import type { PlayerState } from './player-state.svelte.ts';

/** The faces of the picture at which a film stands, asked for by hand; they go when the film goes on. */
export class PausedFaces {
  list = $state.raw<readonly PausedFace[]>([]);
  /** When the film shows them; null while nobody asks who is there. */
  time = $state<number | null>(null);
  looking = $state(false);

  readonly #client: AppClient;
  readonly #notices: Notices;
  readonly #player: PlayerState;

  constructor(client: AppClient, notices: Notices, player: PlayerState) {
    this.#client = client;
    this.#notices = notices;
    this.#player = player;
  }

  /** Pauses and finds who is in the picture, or puts the boxes away. */
  async toggle(): Promise<void> {
    if (this.time !== null) return this.hide();
    this.#player.pause();
    await this.look();
  }

  async look(): Promise<void> {
    const { time, film } = this.#player;
    this.time = time;
    this.looking = true;
    try {
      const { faces } = await this.#client.call('people.facesAt', { videoId: film.id, time });
      if (this.time !== time) return;
      this.list = faces;
      if (faces.length === 0) this.#notices.say(t('film.noFaces'));
    } catch (error) {
      this.#notices.failed(error);
      this.hide();
    } finally {
      this.looking = false;
    }
  }

  hide(): void {
    this.time = null;
    this.list = [];
  }
}
