import { recognisedSource, writtenSource } from '../../src-main/domain/line-source.ts';
import { t } from './translate.svelte.ts';

/** Where lines of dialogue come from, in words: files and tracks have names of their own. */
export function sourceName(source: string): string {
  if (source === recognisedSource) return t('subtitles.recognised');
  return source === writtenSource ? t('subtitles.ownLines') : source;
}
