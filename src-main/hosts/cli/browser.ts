import type { Terminal } from './terminal.ts';

/** Whether a browser could show itself here: not in scripts and CI, and on Linux only where there is a display. */
export function hasDisplay(environment: Terminal['environment'], platform: NodeJS.Platform): boolean {
  if (environment['CI']) return false;
  if (platform === 'win32' || platform === 'darwin') return !environment['SSH_CONNECTION'];
  return Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY']);
}

/** Opens an address in the default browser; answers whether one could be started. */
export async function openBrowser(url: string): Promise<boolean> {
  const { default: open } = await import('open');
  try {
    const child = await open(url);
    return await new Promise<boolean>((resolve) => {
      child.once('error', () => resolve(false));
      child.once('spawn', () => resolve(true));
    });
  } catch {
    return false;
  }
}
