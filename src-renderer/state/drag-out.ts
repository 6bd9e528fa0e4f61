import { momentIdOf, type MomentKey } from '../../src-main/domain/moment.ts';
import type { AppClient } from '../client/app-client.ts';
import { mediaAddress } from '../client/media-address.ts';
import { clock } from '../rules/time-text.ts';
import { t } from '../strings/translate.svelte.ts';
import type { Notices } from './notices.svelte.ts';

/** A moment of a film that can be taken out of the window as a clip. */
export interface DraggedMoment extends MomentKey {
  readonly title: string;
}

/** Drags moments out of the window, as files. */
export class DragOut {
  readonly #client: AppClient;
  readonly #notices: Notices;

  constructor(client: AppClient, notices: Notices) {
    this.#client = client;
    this.#notices = notices;
  }

  start(event: DragEvent, moment: DraggedMoment): void {
    const { dataTransfer } = event;
    if (this.#client.dragOut) {
      event.preventDefault();
      void this.#dragFile(moment, this.#client.dragOut.bind(this.#client));
    } else if (dataTransfer) {
      // Chromium fetches the address where the moment is dropped.
      const address = new URL(mediaAddress.clip(momentIdOf(moment)), location.href);
      dataTransfer.effectAllowed = 'copyLink';
      dataTransfer.setData('DownloadURL', `video/mp4:${fileName(moment)}:${address.href}`);
    }
  }

  /** The system takes files that are there: the clip is made first, and dragged if the button is still held. */
  async #dragFile(moment: DraggedMoment, drag: (momentId: string) => void): Promise<void> {
    const held = new AbortController();
    addEventListener('pointerup', () => held.abort(), { once: true, signal: held.signal });
    const working = this.#notices.working(t('drag.working'));
    try {
      const momentId = momentIdOf(moment);
      const made = await fetch(mediaAddress.clip(momentId), { method: 'HEAD' });
      if (!made.ok) this.#notices.say(t('drag.failed'));
      else if (held.signal.aborted) this.#notices.say(t('drag.ready'));
      else drag(momentId);
    } catch (error) {
      this.#notices.failed(error);
    } finally {
      this.#notices.dismiss(working);
      held.abort();
    }
  }
}

/** Without what no file's name may hold on one of the three systems. */
function fileName({ title, start, end }: DraggedMoment): string {
  const name = `${title} ${clock(start, true)}-${clock(end, true)}`.replaceAll(/[\\/:*?"<>|]/g, '.');
  return `${name}.mp4`;
}
