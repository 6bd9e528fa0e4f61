import { apiPath } from '../library/library-path.ts';
import type { LibraryReader } from '../store/library-reader.ts';

/** A face with the film that shows it, as clients are told; nothing when the film is gone. */
export function placed<F extends { readonly videoId: number }>(reader: LibraryReader, face: F) {
  const video = reader.videos.byId(face.videoId);
  return video ? [{ ...face, path: apiPath(video.path), title: video.title }] : [];
}
