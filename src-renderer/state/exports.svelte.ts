import { momentIdOf, type MomentKey } from '../../src-main/domain/moment.ts';
import type { AppClient } from '../client/app-client.ts';
import { fileNameOf, mediaAddress } from '../client/media-address.ts';
import { clock } from '../rules/time-text.ts';
import { t } from '../strings/translate.svelte.ts';
import type { Notices } from './notices.svelte.ts';

export type ExportMode = 'exact' | 'lossless';

/** Writes clips and says where they are and where they really begin. */
export class ExportState {
  readonly #client: AppClient;
  readonly #notices: Notices;

  constructor(client: AppClient, notices: Notices) {
    this.#client = client;
    this.#notices = notices;
  }

  async clip(moment: MomentKey, mode: ExportMode): Promise<void> {
    const working = this.#notices.working(t('export.working'));
    try {
      const written = await this.#client.call('exports.clip', { momentId: momentIdOf(moment), mode });
      const name = fileNameOf(written.path);
      const earlier = moment.start - written.start;
      this.#notices.say(t('export.done', name, clock(written.start, true), clock(written.end, true)), {
        remedy: [
          earlier > 0.05 ? t('export.earlier', t('common.span', earlier)) : '',
          this.#client.kind === 'desktop' ? t('export.where', written.path) : '',
        ]
          .filter((sentence) => sentence !== '')
          .join(' '),
        ...(this.#client.kind === 'web' && {
          action: { label: t('export.download'), download: { href: mediaAddress.exported(name), name } },
        }),
      });
    } catch (error) {
      this.#notices.failed(error);
    } finally {
      this.#notices.dismiss(working);
    }
  }
}
