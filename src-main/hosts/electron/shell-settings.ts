import { z } from 'zod';
import { loadJson, saveJson } from './stored-json.ts';

const shellSettings = z.object({
  /** The app stays in the tray, and goes on indexing, when its window is closed. */
  keepInTray: z.boolean().default(false),
  /** At each start the app asks the address that it was built with for a newer version. */
  lookForUpdates: z.boolean().default(false),
});

/** What the person chose in the shell's own menus; everything is off at first. */
export type ShellSettings = z.output<typeof shellSettings>;

/** The saved choices; of a file that is absent or damaged, none. */
export function loadShellSettings(path: string): Promise<ShellSettings> {
  return loadJson(path, shellSettings, shellSettings.parse({}));
}

export function saveShellSettings(path: string, settings: ShellSettings): Promise<void> {
  return saveJson(path, settings);
}
