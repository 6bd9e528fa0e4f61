import type { Impostor } from './model-problems.ts';

/** How many bytes {@link impostorIn} wants to see. */
export const headBytes = 512;

/**
 * Tells from a file's first bytes whether something else came in place of a model: a page to sign in, a server's
 * message of error, or a pointer of Git LFS. `path` is what the file should be, by its name.
 */
export function impostorIn(head: Uint8Array, path: string): Impostor | null {
  const text = new TextDecoder()
    .decode(head)
    .replace(/^\uFEFF/, '')
    .trimStart()
    .toLowerCase();
  if (/^(<!doctype\s+html|<html|<head|<\?xml|<!--)/.test(text)) return 'page';
  if (text.startsWith('version https://git-lfs')) return 'pointer';
  const isJson = path.endsWith('.json');
  if (!isJson && /^(\{\s*"|\{\s*\}|\[\s*[{"\]])/.test(text)) return 'message';
  if (isJson && /^\{\s*"(error|message)"/.test(text)) return 'message';
  return null;
}
