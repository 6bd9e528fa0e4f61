import { readFile } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';

const shellSettings = z.object({
  /** The app stays in the tray, and goes on indexing, when its window is closed. */
  keepInTray: z.boolean().default(false),
});

/** What the person chose in the shell's own menus; everything is off at first. */
export type ShellSettings = z.output<typeof shellSettings>;

/** The saved choices; of a file that is absent or damaged, none. */
export async function loadShellSettings(path: string): Promise<ShellSettings> {
  try {
    return shellSettings.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return shellSettings.parse({});
  }
}

export async function saveShellSettings(path: string, settings: ShellSettings): Promise<void> {
  await writeFileAtomic(path, JSON.stringify(settings));
}
