import { spawn } from 'node:child_process';
import { UserFacingError } from '../domain/errors.ts';
import type { FfmpegTools, FindOptions } from './ffmpeg-tools.ts';
import { findFfmpeg, isOnPath } from './ffmpeg-tools.ts';

/**
 * Finds ffmpeg, and where it is missing installs it if that needs no question: on Debian and its relatives, as root,
 * with the system's own package manager, after saying so. Elsewhere throws the `missing-tool` error, which tells the
 * one command to type.
 */
export async function ensureFfmpeg(
  say: (line: string) => void,
  options: FindOptions = {},
): Promise<FfmpegTools> {
  try {
    return await findFfmpeg(options);
  } catch (error) {
    if (!(error instanceof UserFacingError) || error.code !== 'missing-tool' || !mayInstall()) throw error;
  }
  say('ffmpeg is not installed. Installing it with: apt-get install -y ffmpeg');
  if (!(await runQuietly('apt-get', ['install', '-y', '--no-install-recommends', 'ffmpeg']))) {
    say('The list of packages is out of date. Refreshing it with: apt-get update');
    await runQuietly('apt-get', ['update']);
    await runQuietly('apt-get', ['install', '-y', '--no-install-recommends', 'ffmpeg']);
  }
  const tools = await findFfmpeg(options);
  say(`ffmpeg ${tools.version} is installed.`);
  return tools;
}

/** True where packages can be installed without asking: Debian's package manager, as root. */
function mayInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && isOnPath('apt-get');
}

function runQuietly(program: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const child = spawn(program, [...args], { stdio: 'ignore', env });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}
