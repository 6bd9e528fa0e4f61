import type { DrawnTrack, OutputOf } from '../../src-main/api/contract.ts';
import type { AppClient } from '../client/app-client.ts';
import { mediaAddress } from '../client/media-address.ts';
import type { PictureBox } from '../rules/drawn-box.ts';
import type { Notices } from '../state/notices.svelte.ts';
import { t } from '../strings/translate.svelte.ts';

type Sight = OutputOf<'tracks.alsoSeen'>['sights'][number];

/** A box of a track that is shown for longer after its frame is of another one. */
const longestFrame = 0.2;

/** The things that the user had followed in one film, and the box that is being drawn. */
export class FilmTracks {
  list = $state.raw<readonly DrawnTrack[]>([]);
  /** Whether a box is being drawn. */
  drawing = $state(false);
  /** The box that is drawn, or that is being followed. */
  box = $state.raw<PictureBox | null>(null);
  /** Where else the thing of one track is seen. */
  sights = $state.raw<{ readonly id: number; readonly list: readonly Sight[] } | null>(null);
  #following = $state.raw<AbortController | null>(null);
  readonly #client: AppClient;
  readonly #notices: Notices;
  readonly #videoId: number;

  constructor(client: AppClient, notices: Notices, videoId: number) {
    this.#client = client;
    this.#notices = notices;
    this.#videoId = videoId;
  }

  get following(): boolean {
    return this.#following !== null;
  }

  async read(): Promise<void> {
    try {
      this.list = (await this.#client.call('tracks.list', { videoId: this.#videoId })).tracks;
    } catch (error) {
      this.#notices.failed(error);
    }
  }

  begin(): void {
    this.box = null;
    this.drawing = true;
  }

  /** Leaves the box, and ends what follows it. */
  leave(): void {
    this.#following?.abort();
    this.drawing = false;
    this.box = null;
  }

  /** Follows what the drawn box holds at a time through its shot. */
  async follow(at: number): Promise<void> {
    const { box } = this;
    if (!box || this.#following) return;
    const following = new AbortController();
    this.#following = following;
    try {
      const track = await this.#client.call(
        'tracks.keep',
        { videoId: this.#videoId, at, box },
        following.signal,
      );
      this.list = [...this.list, track].toSorted((a, b) => a.start - b.start);
      this.drawing = false;
      this.box = null;
      this.#notices.say(t('track.done', track.end - track.start));
    } catch (error) {
      if (!following.signal.aborted) this.#notices.failed(error);
    } finally {
      this.#following = null;
    }
  }

  /** Takes a track away; it can be brought back as long as the message is there. */
  async remove(track: DrawnTrack): Promise<void> {
    try {
      await this.#client.call('tracks.remove', { id: track.id });
      this.list = this.list.filter(({ id }) => id !== track.id);
      this.#notices.say(t('track.removed'), {
        action: { label: t('people.undo'), run: () => void this.#restore(track.id) },
      });
    } catch (error) {
      this.#notices.failed(error);
    }
  }

  /** Looks for the thing elsewhere in the library; a second time closes the list. */
  async look(track: DrawnTrack): Promise<void> {
    if (this.sights?.id === track.id) {
      this.sights = null;
      return;
    }
    try {
      const { sights } = await this.#client.call('tracks.alsoSeen', { id: track.id });
      this.sights = { id: track.id, list: sights };
    } catch (error) {
      this.#notices.failed(error);
    }
  }

  async export(track: DrawnTrack): Promise<void> {
    try {
      const { path } = await this.#client.call('tracks.export', { id: track.id });
      const name = path.split('/').at(-1) ?? path;
      this.#notices.say(t('track.exported', name), {
        remedy: this.#client.kind === 'desktop' ? t('export.where', path) : '',
        ...(this.#client.kind === 'web' && {
          action: { label: t('track.download'), download: { href: mediaAddress.exported(name), name } },
        }),
      });
    } catch (error) {
      this.#notices.failed(error);
    }
  }

  async #restore(id: number): Promise<void> {
    try {
      await this.#client.call('tracks.restore', { id });
      await this.read();
    } catch (error) {
      this.#notices.failed(error);
    }
  }
}

/** The box of a track at a time; null where the thing's place is not known. */
export function boxAt(track: DrawnTrack, time: number): (PictureBox & { readonly seen: boolean }) | null {
  const box = track.boxes.findLast((each) => each.time <= time + 1e-3);
  return box && time - box.time <= longestFrame ? box : null;
}
