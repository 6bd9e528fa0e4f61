import { momentIdOf, type MomentKey } from '../../src-main/domain/moment.ts';
import type { AppClient } from '../client/app-client.ts';
import { fileNameOf, mediaAddress } from '../client/media-address.ts';
import { clock } from '../rules/time-text.ts';
import { t } from '../strings/translate.svelte.ts';
import type { Notices } from './notices.svelte.ts';

export type ExportMode = 'exact' | 'lossless';

export type AppearanceFormat = 'csv' | 'json' | 'srt';

/** Writes clips and lists of who is on screen, and says where they are. */
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

  /** Writes who is on screen in a film, or where a person is. */
  async appearances(
    of: { readonly path: string } | { readonly name: string },
    format: AppearanceFormat,
  ): Promise<void> {
    const working = this.#notices.working(t('export.listing'));
    try {
      const { path } = await this.#client.call('exports.appearances', { ...of, format });
      const name = fileNameOf(path);
      this.#notices.say(t('export.listed', name), {
        remedy: this.#client.kind === 'desktop' ? t('export.where', path) : '',
        ...(this.#client.kind === 'web' && {
          action: { label: t('export.save'), download: { href: mediaAddress.exported(name), name } },
        }),
      });
    } catch (error) {
      this.#notices.failed(error);
    } finally {
      this.#notices.dismiss(working);
    }
  }
}
