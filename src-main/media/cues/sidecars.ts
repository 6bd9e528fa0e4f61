import { readdir } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';

const extensions = new Set(['.srt', '.vtt', '.ass', '.ssa']);
/** Between the film's name and the extension: language and marks, for example `.en`, `.pt-BR.sdh`, `.eng.forced`. */
const marks = /^(\.[a-z0-9-]{1,12}){0,3}$/;

/**
 * Subtitle files that belong to a film: in its folder, with its name, then language marks and one of `.srt`, `.vtt`,
 * `.ass`, `.ssa`, in any letter case. Sorted by name. A folder that cannot be read has none.
 */
export async function findSidecars(videoPath: string): Promise<string[]> {
  const folder = dirname(videoPath);
  const stem = folded(basename(videoPath, extname(videoPath)));
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory() && isSidecarOf(stem, entry.name))
    .map((entry) => entry.name)
    .sort()
    .map((name) => join(folder, name));
}

function isSidecarOf(stem: string, name: string): boolean {
  const candidate = folded(name);
  const extension = extname(candidate);
  if (!extensions.has(extension) || !candidate.startsWith(stem)) return false;
  return marks.test(candidate.slice(stem.length, -extension.length));
}

/** Two spellings of one accented name are one name. */
function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
