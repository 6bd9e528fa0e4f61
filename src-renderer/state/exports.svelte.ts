import { momentIdOf, type MomentKey } from '../../src-main/domain/moment.ts';
import type { CollectionOverview, InputOf, LeftOutMoment } from '../../src-main/api/contract.ts';
import type { AppClient } from '../client/app-client.ts';
import { fileNameOf, mediaAddress } from '../client/media-address.ts';
import { clock } from '../rules/time-text.ts';
import { t } from '../strings/translate.svelte.ts';
import type { Notices } from './notices.svelte.ts';

export type ExportMode = 'exact' | 'lossless';

export type SubtitleChoice = Required<Pick<InputOf<'exports.subtitles'>, 'source' | 'format' | 'labels'>>;

export type AppearanceFormat = 'csv' | 'json' | 'srt';

export type CollectionFormat = InputOf<'collections.export'>['format'];

/** Writes clips, subtitles, lists of who is on screen and collections, and says where they are. */
export class ExportState {
  readonly #client: AppClient;
  readonly #notices: Notices;

  constructor(client: AppClient, notices: Notices) {
    this.#client = client;
    this.#notices = notices;
  }

  async clip(moment: MomentKey, mode: ExportMode): Promise<void> {
    await this.#write(t('export.working'), async (signal) => {
      const momentId = momentIdOf(moment);
      const written = await this.#client.call('exports.clip', { momentId, mode }, signal);
      const name = fileNameOf(written.path);
      const earlier = moment.start - written.start;
      const sentence = t('export.done', name, clock(written.start, true), clock(written.end, true));
      const remark = earlier > 0.05 ? t('export.earlier', t('common.span', earlier)) : '';
      this.#tell(written.path, sentence, t('export.download'), remark);
    });
  }

  /** Writes a film's lines into the library's folder of exports. */
  async subtitles(film: { readonly path: string }, choice: SubtitleChoice): Promise<void> {
    await this.#write(t('subtitles.working'), async (signal) => {
      const request = { path: film.path, ...choice };
      const written = await this.#client.call('exports.subtitles', request, signal);
      const sentence = t('subtitles.written', fileNameOf(written.path), written.cues);
      this.#tell(written.path, sentence, t('subtitles.download'), '');
    });
  }

  /** Writes a copy of a film with its lines drawn into the picture, or as a track that can be switched off. */
  async subtitledFilm(
    film: { readonly path: string },
    choice: Omit<InputOf<'exports.subtitledFilm'>, 'path' | 'output'>,
  ): Promise<void> {
    await this.#write(t(`subtitles.${choice.way}.working`), async (signal, isDone) => {
      const stop = this.#client.on('exports.progress', ({ path, way, fraction }) => {
        if (path === film.path && way === choice.way) isDone(fraction);
      });
      const request = { path: film.path, ...choice };
      const { path, cues } = await this.#client.call('exports.subtitledFilm', request, signal).finally(stop);
      this.#tell(path, t('subtitles.written', fileNameOf(path), cues), t('subtitles.film.download'), '');
    });
  }

  /** Writes a collection for another program. */
  async collection({ id }: CollectionOverview, format: CollectionFormat): Promise<void> {
    try {
      const { path, moments, leftOut } = await this.#client.call('collections.export', { id, format });
      const sentence = t('tray.export.done', fileNameOf(path), moments);
      this.#tell(path, sentence, t('export.save'), leftOutText(leftOut));
    } catch (error) {
      this.#notices.failed(error);
    }
  }

  /** Writes a collection as one film. */
  async montage(collection: CollectionOverview): Promise<void> {
    await this.#writeCollection(collection, async (signal) => {
      const { id } = collection;
      const { path, moments, leftOut } = await this.#client.call('collections.montage', { id }, signal);
      const sentence = t('tray.export.done', fileNameOf(path), moments);
      this.#tell(path, sentence, t('subtitles.film.download'), leftOutText(leftOut));
    });
  }

  /** Writes each moment of a collection as a clip. */
  async clips(collection: CollectionOverview, mode: ExportMode): Promise<void> {
    await this.#writeCollection(collection, async (signal) => {
      const { id } = collection;
      const { path, files, leftOut } = await this.#client.call('collections.clips', { id, mode }, signal);
      const remedy = [leftOutText(leftOut), t('export.where', path)].filter((part) => part !== '').join(' ');
      this.#notices.say(t('tray.export.clipsDone', files.length), { remedy });
    });
  }

  /** As {@link #write}, and says how far it is. */
  #writeCollection(
    { id, name }: CollectionOverview,
    write: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    return this.#write(t('tray.export.working', name), async (signal, isDone) => {
      const stop = this.#client.on('collections.progress', ({ collectionId, fraction }) => {
        if (collectionId === id) isDone(fraction);
      });
      try {
        await write(signal);
      } finally {
        stop();
      }
    });
  }

  /**
   * Says that a file is being written, which can be ended early, and what went wrong.
   * @param write is given what to call with the share that is done, where it knows it
   */
  async #write(
    working: string,
    write: (signal: AbortSignal, isDone: (fraction: number) => void) => Promise<void>,
  ): Promise<void> {
    const ending = new AbortController();
    const stop = { label: t('common.cancel'), run: () => ending.abort() };
    const notice = this.#notices.working(working, stop);
    try {
      await write(ending.signal, (fraction) => this.#notices.progress(notice, fraction));
    } catch (error) {
      this.#notices.failed(error);
    } finally {
      this.#notices.dismiss(notice);
    }
  }

  /** Writes who is on screen in a film, or where a person is. */
  async appearances(
    of: { readonly path: string } | { readonly name: string },
    format: AppearanceFormat,
  ): Promise<void> {
    await this.#list(() => this.#client.call('exports.appearances', { ...of, format }));
  }

  /** Writes what a film shows at a time as a picture, with who is in it. */
  async still({ path }: { readonly path: string }, time: number): Promise<void> {
    await this.#write(t('film.stillWorking'), async (signal) => {
      const written = await this.#client.call('exports.still', { path, time }, signal);
      const sentence = t('film.stillDone', fileNameOf(written.path), written.people);
      this.#tell(written.path, sentence, t('film.stillDownload'), '');
    });
  }

  /** Writes what is known of a film for other programs. */
  async nfo(path: string): Promise<void> {
    await this.#list(() => this.#client.call('exports.nfo', { path }));
  }

  async #list(write: () => Promise<{ path: string }>): Promise<void> {
    const working = this.#notices.working(t('export.listing'));
    try {
      const { path } = await write();
      this.#tell(path, t('export.listed', fileNameOf(path)), t('export.save'), '');
    } catch (error) {
      this.#notices.failed(error);
    } finally {
      this.#notices.dismiss(working);
    }
  }

  /** Says that a file is written: where it lies, or in a browser how it is saved. */
  #tell(path: string, sentence: string, download: string, remark: string): void {
    const name = fileNameOf(path);
    const where = this.#client.kind === 'desktop' ? t('export.where', path) : '';
    this.#notices.say(sentence, {
      remedy: [remark, where].filter((part) => part !== '').join(' '),
      ...(this.#client.kind === 'web' && {
        action: { label: download, download: { href: mediaAddress.exported(name), name } },
      }),
    });
  }
}

/** What could not be exported, as one sentence; empty when all was. */
function leftOutText(leftOut: readonly LeftOutMoment[]): string {
  const [first] = leftOut;
  return first ? t('tray.export.leftOut', leftOut.length, `${first.title}. ${first.reason}`) : '';
}
