import { readFile } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import type { z } from 'zod';

// The shell remembers small things in files of its own; none is worth more than starting without it.

/** What was saved at the path; `otherwise` where the file is absent, damaged or of another shape. */
export async function loadJson<T>(path: string, shape: z.ZodType<T>, otherwise: T): Promise<T> {
  try {
    return shape.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return otherwise;
  }
}

/** Saves the whole or nothing: a file that was there stays as it was until the new one is written. */
export async function saveJson(path: string, value: unknown): Promise<void> {
  await writeFileAtomic(path, JSON.stringify(value));
}
