import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { lookup } from 'mrmime';
import { fileResponse } from './file-response.ts';
import type { FileRequest } from './file-response.ts';

/**
 * Answers with a file of the built interface. Only files really inside the folder are served: no dot files, no
 * links out of it, no listings; `/` is `index.html`.
 *
 * @param pathname as in `URL.pathname`, percent-encoded
 * @returns null when there is no such file
 */
export async function staticFileResponse(
  request: FileRequest,
  folder: string,
  pathname: string,
): Promise<Response | null> {
  const parts = fileParts(pathname);
  if (parts === null) return null;
  const root = await realpath(folder).catch(() => null);
  if (root === null) return null;
  const path = await realpath(join(root, ...parts)).catch(() => null);
  if (path === null || !path.startsWith(root + sep)) return null;

  const mime = lookup(path) ?? 'application/octet-stream';
  return fileResponse(request, {
    path,
    mime: /^text\/|javascript|json|svg/.test(mime) ? `${mime}; charset=utf-8` : mime,
    headers: {
      // Vite puts a hash of the content into the names under assets/.
      'cache-control': parts[0] === 'assets' ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  });
}

function fileParts(pathname: string): string[] | null {
  if (pathname === '/') return ['index.html'];
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  const parts = decoded.split('/').slice(1);
  // Besides `..` this refuses what is a path on Windows only: back slashes, drives and alternate streams.
  const odd = parts.some((part) => part === '' || part.startsWith('.') || /[\\:\0]/.test(part));
  return odd ? null : parts;
}
