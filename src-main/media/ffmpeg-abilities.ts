import { collectOutput, lastComplaint } from './ffmpeg-process.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';

/** What a build of ffmpeg can do; builds leave out what their makers may not or will not ship. */
export interface FfmpegAbilities {
  /** Formats that the processor can decode, by ffmpeg's names, for example `av1` whichever library reads it. */
  readonly decoders: ReadonlySet<string>;
  /** Encoders by their own names, for example `libx264`. */
  readonly encoders: ReadonlySet<string>;
  /** Ways of decoding in hardware that were built in; whether the machine has the hardware is another matter. */
  readonly hardware: readonly string[];
}

const timeoutMs = 15_000;
const maxBytes = 1_000_000;

/** Asks ffmpeg for its lists. Throws an Error when it does not answer. */
export async function readAbilities(tools: FfmpegTools, signal?: AbortSignal): Promise<FfmpegAbilities> {
  const ask = (list: string) => outputOf(tools.ffmpeg, ['-hide_banner', list], signal);
  const [decoders, encoders, hardware] = [
    await ask('-decoders'),
    await ask('-encoders'),
    await ask('-hwaccels'),
  ];
  return {
    decoders: decodersIn(decoders),
    encoders: encodersIn(encoders),
    hardware: hardwareIn(hardware),
  };
}

/** A line such as ` V....D libdav1d   dav1d AV1 decoder by VideoLAN (codec av1)`. */
const coder = /^ [VAS][F.][S.][X.][B.][D.] (\w\S*)\s.*$/;

/** Decoders that need hardware: ffmpeg lists them also where there is none. Its own `av1` is one of them. */
const needsHardware = /^av1$|_(?:amf|cuvid|mediacodec|mmal|oh|qsv|v4l2m2m|vaapi|videotoolbox)$/;

/** The formats in the answer to `-decoders` that need no hardware. */
export function decodersIn(answer: string): ReadonlySet<string> {
  return new Set(
    linesOf(answer).flatMap((line) => {
      const name = coder.exec(line)?.[1];
      const codec = /\(codec (\S+)\)\s*$/.exec(line)?.[1];
      return name === undefined || needsHardware.test(name) ? [] : [codec ?? name];
    }),
  );
}

/** The names in the answer to `-encoders`. */
export function encodersIn(answer: string): ReadonlySet<string> {
  return new Set(linesOf(answer).flatMap((line) => coder.exec(line)?.[1] ?? []));
}

/** The names in the answer to `-hwaccels`. */
export function hardwareIn(answer: string): string[] {
  return linesOf(answer)
    .map((line) => line.trim())
    .filter((line) => /^[a-z0-9]+$/.test(line));
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}

async function outputOf(program: string, args: string[], signal: AbortSignal | undefined): Promise<string> {
  const { code, output, complaints } = await collectOutput(program, args, { signal, timeoutMs, maxBytes });
  if (code === 0) return output.toString('utf8');
  throw new Error(`“${program} ${args.join(' ')}” ended with ${code}: ${lastComplaint(complaints)}`);
}
