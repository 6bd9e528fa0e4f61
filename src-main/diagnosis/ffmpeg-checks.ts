import { readAbilities, type FfmpegAbilities } from '../media/ffmpeg-abilities.ts';
import { findFfmpeg, installCommandFor, versionNumberOf, type FfmpegTools } from '../media/ffmpeg-tools.ts';
import { failed, failedBy, ok, warning, type Check } from './check.ts';

/** The oldest ffmpeg whose options and answers Kinora knows. */
const oldest = { major: 4, minor: 4 };

/** Formats of most films; without one of these most of a library stays dark. */
const usualFormats = ['h264', 'hevc', 'aac'];
const otherFormats = [
  'av1',
  'vp9',
  'vp8',
  'mpeg4',
  'mpeg2video',
  'ac3',
  'eac3',
  'dts',
  'mp3',
  'opus',
  'flac',
];
/** What clips and the playing of foreign formats are written with. */
const neededEncoders = ['libx264', 'aac'];

/** ffmpeg and ffprobe, and what this build of them can do. */
export async function checkFfmpeg(setting: string | undefined, signal?: AbortSignal): Promise<Check[]> {
  let tools: FfmpegTools;
  try {
    tools = await findFfmpeg(setting === undefined ? {} : { setting });
  } catch (error) {
    return [failedBy('ffmpeg', error)];
  }
  const found = foundCheck(tools);
  try {
    return [found, ...abilityChecks(await readAbilities(tools, signal))];
  } catch (error) {
    signal?.throwIfAborted();
    return [found, failedBy('decoders', error)];
  }
}

/** Whether the ffmpeg that was found is the one that was named, and new enough. */
export function foundCheck({ version, source, ffmpeg, notes }: FfmpegTools): Check {
  const { major, minor } = versionNumberOf(version);
  if (major < oldest.major || (major === oldest.major && minor < oldest.minor)) {
    return failed(
      'ffmpeg',
      `ffmpeg ${version} (${ffmpeg}) is too old: Kinora needs ${oldest.major}.${oldest.minor} or newer.`,
      `Install a newer one, for example with: ${installCommandFor(process.platform)}`,
    );
  }
  if (notes.length > 0) {
    return warning('ffmpeg', notes.join(' '), 'Correct the setting (KINORA_FFMPEG), or clear it.');
  }
  return ok('ffmpeg', `ffmpeg ${version} and ffprobe answer (${source}: ${ffmpeg}).`);
}

/** What a build of ffmpeg lacks of that which Kinora uses. */
export function abilityChecks({ decoders, encoders, hardware }: FfmpegAbilities): Check[] {
  return [decoderCheck(decoders), encoderCheck(encoders), hardwareCheck(hardware)];
}

const fullBuild = `Install a build of ffmpeg with all its parts, for example with: ${installCommandFor(process.platform)}`;

function decoderCheck(decoders: ReadonlySet<string>): Check {
  const usual = usualFormats.filter((format) => !decoders.has(format));
  const others = otherFormats.filter((format) => !decoders.has(format));
  if (usual.length > 0) {
    const all = [...usual, ...others].join(', ');
    return failed('decoders', `This ffmpeg cannot read ${all}, which most films are made of.`, fullBuild);
  }
  if (others.length > 0) {
    return warning('decoders', `This ffmpeg cannot read films in ${others.join(', ')}.`, fullBuild);
  }
  return ok('decoders', `ffmpeg reads ${[...usualFormats, ...otherFormats].join(', ')}.`);
}

function encoderCheck(encoders: ReadonlySet<string>): Check {
  const missing = neededEncoders.filter((encoder) => !encoders.has(encoder));
  if (missing.length === 0)
    return ok('encoders', `ffmpeg writes clips with ${neededEncoders.join(' and ')}.`);
  return failed(
    'encoders',
    `This ffmpeg cannot write clips: it lacks ${missing.join(' and ')}.`,
    `${fullBuild}. Until then, write clips as WebM or without loss.`,
  );
}

function hardwareCheck(hardware: readonly string[]): Check {
  return ok(
    'hardware-decoding',
    hardware.length > 0
      ? `ffmpeg was built for hardware decoding with ${hardware.join(', ')}.`
      : 'ffmpeg decodes on the processor alone.',
  );
}
