import type { Rectangle } from 'electron';
import { z } from 'zod';
import { loadJson, saveJson } from './stored-json.ts';

const length = z.number().int().min(-100_000).max(100_000);
const windowState = z.object({
  bounds: z.object({ x: length, y: length, width: length.min(200), height: length.min(200) }).nullable(),
  maximized: z.boolean(),
});

/** Where the window was; `bounds` null leaves the place to the system. */
export type WindowState = z.output<typeof windowState>;

/** The saved state; of a file that is absent or damaged, none. */
export function loadWindowState(path: string): Promise<WindowState> {
  return loadJson(path, windowState, { bounds: null, maximized: false });
}

export function saveWindowState(path: string, state: WindowState): Promise<void> {
  return saveJson(path, state);
}

/** The bounds while at least a grip of them (100 x 50) lies on a screen that is still there; else null. */
export function visibleBounds(bounds: Rectangle | null, screens: readonly Rectangle[]): Rectangle | null {
  if (bounds === null) return null;
  const seen = screens.some((screen) => {
    const width = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
    const top = bounds.y >= screen.y && bounds.y + 50 <= screen.y + screen.height;
    return width >= 100 && top;
  });
  return seen ? bounds : null;
}
