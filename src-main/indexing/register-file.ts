import { existsSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { LibraryStore } from '../store/library-store.ts';
import type { FileIdentity, VideoRow } from '../store/video-table.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { FoundFile } from './scan.ts';

/**
 * Finds or makes the row of a file. An unchanged file costs one look-up; a file that was moved or renamed keeps its
 * row, and so everything known about it; new bytes under a known path keep the row and run the passes again.
 *
 * @param changed told of a film that is new, or has new bytes, inside the transaction that says so
 */
export async function registerFile(
  store: LibraryStore,
  file: FoundFile,
  changed: (videoId: number) => void,
): Promise<VideoRow> {
  const known = store.videos.byPath(file.path);
  if (known && known.size === file.size && known.modifiedMs === file.modifiedMs) return known;

  const identity: FileIdentity = { ...file, fingerprint: await fingerprintOf(file.path, file.size) };
  const title = basename(file.path, extname(file.path));
  return store.transaction(() => {
    // Another process may have added it meanwhile.
    const same = store.videos.byPath(file.path) ?? movedRow(store, identity);
    const id = same?.id ?? store.videos.add(identity, title, new Date());
    if (same) store.videos.move(id, identity, title);
    if (same?.fingerprint !== identity.fingerprint) changed(id);
    return store.videos.byId(id)!;
  });
}

/** The row of a film with the same bytes whose own file is gone. */
function movedRow(store: LibraryStore, { fingerprint, size }: FileIdentity): VideoRow | undefined {
  if (size === 0) return undefined;
  return store.videos.byFingerprint(fingerprint).find((row) => !existsSync(row.path));
}
