import { constants } from 'node:fs';
import type { Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream as WebReadableStream } from 'node:stream/web';
import { parseByteRange } from './byte-range.ts';

/** The part of a request that decides how a file is answered. */
export interface FileRequest {
  readonly method: string;
  readonly headers: Headers;
}

export interface ServedFile {
  readonly path: string;
  readonly mime: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Answers a GET or HEAD with a file: whole (200), a byte range (206), unchanged (304) or a range outside it (416).
 * The body reads from the handle that was measured, so a file replaced meanwhile is never mixed with the old one's
 * length; cancelling the body closes the handle.
 *
 * @returns null when there is no such regular file, or it may not be read
 */
export async function fileResponse(request: FileRequest, file: ServedFile): Promise<Response | null> {
  // O_NONBLOCK: opening a named pipe must not wait for its writer.
  const handle = await open(file.path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(() => null);
  if (handle === null) return null;
  let handedOver = false;
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) return null;

    const etag = entityTag(stats);
    const headers = new Headers({
      ...file.headers,
      'content-type': file.mime,
      'accept-ranges': 'bytes',
      etag,
      'last-modified': stats.mtime.toUTCString(),
    });
    if (isUnchanged(request.headers, etag)) return new Response(null, { status: 304, headers });

    const range = rangeMayApply(request.headers, etag, stats)
      ? parseByteRange(request.headers.get('range'), stats.size)
      : null;
    if (range === 'unsatisfiable') {
      headers.set('content-range', `bytes */${stats.size}`);
      return new Response(null, { status: 416, headers });
    }
    const first = range?.first ?? 0;
    const last = range?.last ?? stats.size - 1;
    headers.set('content-length', String(last - first + 1));
    if (range !== null) headers.set('content-range', `bytes ${first}-${last}/${stats.size}`);
    const status = range === null ? 200 : 206;
    if (request.method === 'HEAD' || last < first) return new Response(null, { status, headers });

    const body = Readable.toWeb(handle.createReadStream({ start: first, end: last }));
    handedOver = true;
    return new Response(asBody(body), { status, headers });
  } finally {
    if (!handedOver) await handle.close();
  }
}

/** Node's own web stream as the body type of `Response`; the two differ in their type declarations only. */
export function asBody(stream: WebReadableStream): ReadableStream<Uint8Array> {
  return stream as unknown as ReadableStream<Uint8Array>;
}

function entityTag(stats: Stats): string {
  return `"${stats.size.toString(36)}-${Math.round(stats.mtimeMs * 1000).toString(36)}-${stats.ino.toString(36)}"`;
}

function isUnchanged(headers: Headers, etag: string): boolean {
  const known = headers.get('if-none-match');
  if (known === null) return false;
  return known.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}

/** With `If-Range`, a range counts only while the client's part is of the same file (RFC 9110, section 13.1.5). */
function rangeMayApply(headers: Headers, etag: string, stats: Stats): boolean {
  const validator = headers.get('if-range')?.trim();
  if (validator === undefined) return true;
  if (validator.startsWith('"')) return validator === etag;
  if (validator.startsWith('W/')) return false;
  return validator === stats.mtime.toUTCString();
}
