import { XMLBuilder } from 'fast-xml-parser';
import { allowedInXml } from '../xml-text.ts';
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
      title: allowedInXml(title),
      ...(originalTitle !== null && { originaltitle: allowedInXml(originalTitle) }),
      ...(year !== null && { year }),
      ...(plot !== null && { plot: allowedInXml(plot) }),
      ...(duration > 0 && { runtime: Math.max(1, Math.round(duration / 60)) }),
      uniqueid: Object.entries(uniqueIds).map(([type, value]) => ({
        '@type': type,
        '#text': allowedInXml(value),
      })),
      actor: cast.map(({ name, role }, order) => ({
        name: allowedInXml(name),
        ...(role !== null && { role: allowedInXml(role) }),
        order,
      })),
    },
  });
}
