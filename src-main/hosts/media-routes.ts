import { z } from 'zod';

const id = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const seconds = z.number().nonnegative().max(10_000_000);

/** What a media address asks for. Every host reads addresses by {@link parseMediaRoute} and nothing else. */
export const mediaRoute = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('video'), id }),
  z.strictObject({ kind: z.literal('stream'), id, start: seconds }),
  z.strictObject({ kind: z.literal('poster'), id }),
  z.strictObject({ kind: z.literal('sprite'), id }),
  z.strictObject({ kind: z.literal('frame'), id, at: seconds }),
  z.strictObject({ kind: z.literal('person'), id }),
  z.strictObject({ kind: z.literal('picture'), id }),
  z.strictObject({ kind: z.literal('cast'), id, name: z.string().min(1).max(200) }),
  z.strictObject({ kind: z.literal('face'), id }),
  z.strictObject({ kind: z.literal('example'), example: z.string().regex(/^x[0-9a-f]{32}$/) }),
  z.strictObject({ kind: z.literal('clip'), moment: z.string().regex(/^m\d{1,12}-\d{1,9}-\d{1,9}$/) }),
  z.strictObject({ kind: z.literal('export'), name: z.string().min(1).max(255).refine(isPlainFileName) }),
]);

export type MediaRoute = z.output<typeof mediaRoute>;

/**
 * Reads `/media/<kind>/<id or name>` with its query. Anything that is not exactly such an address is null:
 * more or fewer parts, an id with a sign or leading zero, a time that is no plain decimal, a name that is a path.
 *
 * @param pathname as in `URL.pathname`, percent-encoded
 */
export function parseMediaRoute(pathname: string, search: URLSearchParams): MediaRoute | null {
  const parts = pathname.split('/');
  if (parts.length !== 4 || parts[0] !== '' || parts[1] !== 'media') return null;
  const kind = parts[2];
  const subject = decoded(parts[3] ?? '');
  if (subject === null) return null;

  const candidate =
    kind === 'export'
      ? { kind, name: subject }
      : kind === 'example'
        ? { kind, example: subject }
        : kind === 'clip'
          ? { kind, moment: subject }
          : {
              kind,
              id: /^[1-9]\d*$/.test(subject) ? Number(subject) : Number.NaN,
              ...(kind === 'stream' && { start: plainSeconds(search.get('start')) }),
              ...(kind === 'cast' && { name: search.get('name') ?? '' }),
              ...(kind === 'frame' && { at: plainSeconds(search.get('at')) }),
            };
  const route = mediaRoute.safeParse(candidate);
  return route.success ? route.data : null;
}

/** A file's name with nothing of a path in it, on any of the three systems (`C:x` and `x:stream` are paths on Windows). */
function isPlainFileName(name: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is refused
  return !/[/\\:\u0000-\u001f\u007f]/.test(name) && !/^\.+$/.test(name);
}

function plainSeconds(text: string | null): number {
  if (text === null) return 0;
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
