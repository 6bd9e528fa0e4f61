import { basename, extname } from 'node:path';
import { Readable } from 'node:stream';
import { lookup } from 'mrmime';
import type { MediaAccess } from '../api/media-access.ts';
import { problemOf, UserFacingError } from '../domain/errors.ts';
import type { Problem } from '../domain/errors.ts';
import { asBody, fileResponse } from './file-response.ts';
import type { FileRequest } from './file-response.ts';
import type { MediaRoute } from './media-routes.ts';
import { problemStatus } from './problem-status.ts';

/** Where the bytes of a media address come from. */
export type MediaAnswer =
  | { readonly kind: 'file'; readonly path: string; readonly mime: string; readonly download?: string }
  | { readonly kind: 'stream'; readonly mime: string; readonly body: ReadableStream<Uint8Array> };

/** Finds the answer to a route; in the desktop shell this happens in another process than the answering. */
export type LocateMedia = (route: MediaRoute, signal: AbortSignal) => Promise<MediaAnswer | null>;

/** Finds media in a library. Cancelling a stream's body ends the conversion behind it. */
export function mediaLocator(access: MediaAccess): LocateMedia {
  const jpeg = (path: string | null): MediaAnswer | null =>
    path === null ? null : { kind: 'file', path, mime: 'image/jpeg' };

  return async (route, signal) => {
    switch (route.kind) {
      case 'video': {
        const video = access.video(route.id);
        return video === null ? null : { kind: 'file', path: video.path, mime: video.mime };
      }
      case 'stream': {
        const stream = access.transcode(route.id, route.start, signal);
        if (stream === null) return null;
        const body = asBody(
          Readable.toWeb(stream instanceof Readable ? stream : new Readable().wrap(stream)),
        );
        return { kind: 'stream', mime: 'video/mp4', body };
      }
      case 'poster':
        return jpeg(access.poster(route.id));
      case 'sprite':
        return jpeg(access.sprite(route.id));
      case 'person':
        return jpeg(access.personPicture(route.id));
      case 'picture':
        return jpeg(access.enrolledPicture(route.id));
      case 'cast':
        return jpeg(await access.castPicture(route.id, route.name));
      case 'face':
        return jpeg(await access.face(route.id, signal));
      case 'example':
        return jpeg(access.example(route.example));
      case 'frame':
        return jpeg(await access.frame(route.id, route.at, signal));
      case 'clip': {
        const path = await access.clip(route.moment, signal);
        return path === null ? null : { kind: 'file', path, mime: 'video/mp4', download: basename(path) };
      }
      case 'export': {
        const path = access.exported(route.name);
        if (path === null) return null;
        return { kind: 'file', path, mime: exportMime(path), download: basename(path) };
      }
    }
  };
}

/** Answers a media request; what goes wrong becomes a {@link Problem} in JSON with a fitting status. */
export async function mediaResponse(
  request: FileRequest & { readonly signal: AbortSignal },
  route: MediaRoute | null,
  locate: LocateMedia,
): Promise<Response> {
  if (route === null) return problemResponse(noSuchMedia);
  if (request.method === 'HEAD' && route.kind === 'stream') {
    return new Response(null, { headers: streamHeaders('video/mp4') });
  }
  try {
    const answer = await locate(route, request.signal);
    if (answer === null) return problemResponse(noSuchMedia);
    if (answer.kind === 'stream') return new Response(answer.body, { headers: streamHeaders(answer.mime) });

    const disposition = answer.download === undefined ? null : attachment(answer.download);
    const response = await fileResponse(request, {
      path: answer.path,
      mime: answer.mime,
      headers: {
        'cache-control': 'private, no-cache',
        ...(disposition !== null && { 'content-disposition': disposition }),
      },
    });
    return (
      response ??
      problemResponse({
        code: 'not-found',
        sentence: `The file “${basename(answer.path)}” cannot be read now.`,
        remedy: 'Connect the drive it lies on, or put it back where it was.',
      })
    );
  } catch (error) {
    return problemResponse(problemOf(error));
  }
}

/** A problem as the body of an answer. */
export function problemResponse(problem: Problem, status: number = problemStatus(problem.code)): Response {
  return Response.json(problem, { status, headers: { 'cache-control': 'no-store' } });
}

const noSuchMedia = new UserFacingError(
  'not-found',
  'There is no such picture or film in this library.',
  'Reload the page; it may have been removed.',
).toProblem();

function streamHeaders(mime: string): Record<string, string> {
  return { 'content-type': mime, 'accept-ranges': 'none', 'cache-control': 'no-store' };
}

/** Only media types leave under their own name: an exported file must never be run as a page. */
function exportMime(path: string): string {
  const extension = extname(path).toLowerCase();
  if (['.srt', '.ass', '.csv', '.edl', '.txt'].includes(extension)) return 'text/plain; charset=utf-8';
  const mime = lookup(extension) ?? '';
  return /^(video|audio)\/|^image\/(jpeg|png|webp)$|^text\/vtt$/.test(mime)
    ? mime
    : 'application/octet-stream';
}

/** RFC 6266: an ASCII name for old readers, the real one in UTF-8. */
function attachment(name: string): string {
  const plain = name.replace(/[^ !#-~]|[\\%]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
