import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, delimiter, dirname, join } from 'node:path';
import { UserFacingError } from '../domain/errors.ts';

export type FfmpegSource = 'setting' | 'packaged' | 'ffmpeg-static' | 'system';

/** The two programs every part of `media` runs; both have answered `-version`. */
export interface FfmpegTools {
  readonly ffmpeg: string;
  readonly ffprobe: string;
  /** Where ffmpeg was found. */
  readonly source: FfmpegSource;
  /** As the program says it, for example `5.1.9-0+deb12u1`. */
  readonly version: string;
  /** Places that were named but do not work, one sentence each: a fallback is never silent. */
  readonly notes: readonly string[];
}

export interface FindOptions {
  /** A program or the folder that holds it, as the person set it. */
  setting?: string;
  /** The folder of programs that ships inside a packaged application. */
  packagedFolder?: string;
}

interface Place {
  source: FfmpegSource;
  ffmpeg: string;
  ffprobe: string;
}

const suffix = process.platform === 'win32' ? '.exe' : '';
const versionTimeoutMs = 15_000;

/**
 * Finds ffmpeg and ffprobe: the person's setting, the packaged programs, ffmpeg-static's, the system's, in this order.
 * A place counts only when its program really runs. ffprobe comes from the first place that has one, since
 * ffmpeg-static ships none. Throws UserFacingError('missing-tool') with the one command to type.
 */
export async function findFfmpeg(options: FindOptions = {}): Promise<FfmpegTools> {
  const notes: string[] = [];
  let ffmpeg: { path: string; source: FfmpegSource; version: string } | undefined;
  let ffprobe: string | undefined;
  for (const place of await placesOf(options)) {
    if (!ffmpeg) {
      const version = await versionOf(place.ffmpeg, 'ffmpeg');
      if (version) ffmpeg = { path: place.ffmpeg, source: place.source, version };
      else if (place.source === 'setting') {
        notes.push(
          `The ffmpeg named in the settings (${place.ffmpeg}) does not run, so another one is used.`,
        );
      }
    }
    if (!ffprobe && (await versionOf(place.ffprobe, 'ffprobe'))) ffprobe = place.ffprobe;
    if (ffmpeg && ffprobe)
      return { ffmpeg: ffmpeg.path, ffprobe, source: ffmpeg.source, version: ffmpeg.version, notes };
  }
  const missing = ffmpeg ? 'ffprobe' : 'ffmpeg';
  throw new UserFacingError(
    'missing-tool',
    [`Kinora needs ${missing} to read films, and it was not found on this machine.`, ...notes].join(' '),
    `Type this once in a terminal: ${installCommandFor(process.platform)}`,
  );
}

/** The one command that installs ffmpeg on a platform. `has` tells whether a program is on the search path. */
export function installCommandFor(
  platform: NodeJS.Platform,
  has: (program: string) => boolean = isOnPath,
): string {
  if (platform === 'darwin') return 'brew install ffmpeg';
  if (platform === 'win32') return 'winget install --id Gyan.FFmpeg -e';
  if (has('apt-get')) return 'sudo apt-get install -y ffmpeg';
  if (has('dnf')) return 'sudo dnf install -y ffmpeg-free';
  if (has('pacman')) return 'sudo pacman -S --noconfirm ffmpeg';
  if (has('zypper')) return 'sudo zypper install -y ffmpeg';
  if (has('apk')) return 'sudo apk add ffmpeg';
  return 'sudo apt-get install -y ffmpeg';
}

/** Whether a program stands in a folder of the search path. */
export function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .some((folder) => folder !== '' && existsSync(join(folder, program)));
}

/** Major and minor number of a version line; builds from git count as newest. */
export function versionNumberOf(version: string): { major: number; minor: number } {
  const match = /^n?(\d+)\.(\d+)/.exec(version);
  return match ? { major: Number(match[1]), minor: Number(match[2]) } : { major: 99, minor: 0 };
}

/** The option that keeps every picture's own time: `-fps_mode` since ffmpeg 5.1, `-vsync` before. */
export function passThroughOption({ version }: Pick<FfmpegTools, 'version'>): string {
  const { major, minor } = versionNumberOf(version);
  return major > 5 || (major === 5 && minor >= 1) ? '-fps_mode' : '-vsync';
}

async function placesOf({ setting, packagedFolder }: FindOptions): Promise<Place[]> {
  const places: Place[] = [];
  if (setting) places.push({ source: 'setting', ...(await programsAt(setting)) });
  if (packagedFolder) places.push({ source: 'packaged', ...inFolder(packagedFolder) });
  const packaged = await ffmpegStaticPath();
  if (packaged)
    places.push({
      source: 'ffmpeg-static',
      ffmpeg: packaged,
      ffprobe: join(dirname(packaged), `ffprobe${suffix}`),
    });
  places.push({ source: 'system', ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' });
  return places;
}

function inFolder(folder: string): { ffmpeg: string; ffprobe: string } {
  return { ffmpeg: join(folder, `ffmpeg${suffix}`), ffprobe: join(folder, `ffprobe${suffix}`) };
}

async function programsAt(setting: string): Promise<{ ffmpeg: string; ffprobe: string }> {
  const isFolder = await stat(setting).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (isFolder) return inFolder(setting);
  const probeName = basename(setting).replace(/ffmpeg/i, 'ffprobe');
  return { ffmpeg: setting, ffprobe: join(dirname(setting), probeName) };
}

/** ffmpeg-static is an optional dependency: its download fails on machines without a network. */
async function ffmpegStaticPath(): Promise<string | null> {
  try {
    const name = 'ffmpeg-static';
    const module = (await import(name)) as { default?: unknown };
    return typeof module.default === 'string' ? module.default : null;
  } catch {
    return null;
  }
}

/** The version a program reports, or null when it does not run or is something else. */
function versionOf(program: string, name: 'ffmpeg' | 'ffprobe'): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(program, ['-version'], { stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true });
    let output = '';
    const timer = setTimeout(() => child.kill('SIGKILL'), versionTimeoutMs);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (output.length < 4096) output += text;
    });
    child.on('error', () => {
      clearTimeout(timer);
      resolve(null);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      const match = new RegExp(`^${name} version (\\S+)`).exec(output);
      resolve(code === 0 && match ? match[1]! : null);
    });
  });
}
