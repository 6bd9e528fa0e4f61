import { XMLBuilder } from 'fast-xml-parser';
import type { Nfo } from './nfo.ts';

/** What a written `.nfo` says of a film; pictures of actors lie beside the film and are not named. */
export interface WrittenNfo extends Omit<Nfo, 'cast'> {
  readonly title: string;
  readonly cast: readonly { readonly name: string; readonly role: string | null }[];
  /** Seconds. */
  readonly duration: number;
}

const builder = new XMLBuilder({ format: true, ignoreAttributes: false, attributeNamePrefix: '@' });

/** A `.nfo` file of a film, as Kodi and Jellyfin read it; what is not known is left out. */
export function writeNfo(nfo: WrittenNfo): string {
  const { title, originalTitle, year, plot, cast, uniqueIds, duration } = nfo;
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8', '@standalone': 'yes' },
    movie: {
      title: allowed(title),
      ...(originalTitle !== null && { originaltitle: allowed(originalTitle) }),
      ...(year !== null && { year }),
      ...(plot !== null && { plot: allowed(plot) }),
      ...(duration > 0 && { runtime: Math.max(1, Math.round(duration / 60)) }),
      uniqueid: Object.entries(uniqueIds).map(([type, value]) => ({
        '@type': type,
        '#text': allowed(value),
      })),
      actor: cast.map(({ name, role }, order) => ({
        name: allowed(name),
        ...(role !== null && { role: allowed(role) }),
        order,
      })),
    },
  });
}

/** Without the characters that XML has no way to write. */
function allowed(text: string): string {
  return text.toWellFormed().replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
}
