import { existsSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { UserFacingError } from '../domain/errors.ts';
import type { Frame } from '../domain/image.ts';
import { readAnalysis } from './analysis-reader.ts';
import { collectOutput } from './ffmpeg-process.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { HardwareVerdicts, type HardwareVerdict } from './hardware-verdicts.ts';
import type { MediaProbe, VideoTrack } from './probe.ts';

// Note: why a decoder is tried, and never simply used
// ffmpeg lists the hardware decoders it was built for, not those of the machine; drivers refuse some codecs, decode some
// wrongly, and copying pictures back from a graphics card can cost more than decoding them on the processor. So the
// first second of a film is decoded both ways. Hardware is used where its pictures come at the same times and look the
// same, and come clearly sooner. The verdict holds for films of the same codec, pixel format and size on this machine.

/** Seconds of film that a trial decodes. */
const trialSeconds = 1;
/** Mean absolute difference of two decoders' pictures, 0..255: rounding stays below it, a wrong colour range does not. */
const sameDifference = 2;
/** Hardware must take at most this share of the processor's time. */
const clearlyFaster = 0.9;
/** Pictures that a trial needs to tell anything. */
const fewestPictures = 5;
const listTimeoutMs = 10_000;
/** The place of a trial's pictures: small enough to keep, large enough to compare. */
const trialSize = { shotWidth: 64, sampleSeconds: 0.25, maxWidth: 480, maxHeight: 480 };

export interface HardwareOptions {
  /** Decoders worth trying here, by ffmpeg's names. */
  readonly candidates?: readonly string[];
  /** Milliseconds of silence after which a trial counts as stuck. */
  readonly stallMs?: number;
  /** Milliseconds of a clock. */
  readonly now?: () => number;
}

/** Finds out which hardware decoder serves a film better than the processor, if any. */
export class HardwareDecoding {
  readonly #verdicts: HardwareVerdicts;
  readonly #candidates: readonly string[];
  readonly #stallMs: number;
  readonly #now: () => number;
  #offered: Promise<readonly string[]> | null = null;

  constructor(cacheFolder: string, options: HardwareOptions = {}) {
    const { candidates = candidatesHere(), stallMs = 15_000, now = () => performance.now() } = options;
    this.#verdicts = new HardwareVerdicts(cacheFolder);
    this.#candidates = candidates;
    this.#stallMs = stallMs;
    this.#now = now;
  }

  /** The decoder to use for a film, null for the processor; tried on it when none like it was tried before. */
  async decoderFor(
    tools: FfmpegTools,
    path: string,
    probe: MediaProbe,
    signal: AbortSignal,
  ): Promise<string | null> {
    if (this.#candidates.length === 0 || !probe.video) return null;
    const machine = machineKey(tools);
    const kind = kindOf(probe.video);
    const known = await this.#verdicts.read(machine, kind);
    if (known) return known.decoder;
    this.#offered ??= offeredDecoders(tools);
    const offered = await this.#offered;
    const names = this.#candidates.filter((name) => offered.includes(name));
    const verdict = await this.#try(names, tools, path, probe, signal);
    if (verdict) await this.#verdicts.write(machine, kind, verdict);
    return verdict?.decoder ?? null;
  }

  /** From now on the processor decodes films like this one, since the hardware failed where it did not. */
  async abandon(tools: FfmpegTools, { video }: MediaProbe, problem: string): Promise<void> {
    if (video) {
      await this.#verdicts.write(machineKey(tools), kindOf(video), { decoder: null, problems: [problem] });
    }
  }

  /** Null when this film is not fit for a trial. */
  async #try(
    names: readonly string[],
    tools: FfmpegTools,
    path: string,
    probe: MediaProbe,
    signal: AbortSignal,
  ): Promise<HardwareVerdict | null> {
    const problems: string[] = [];
    if (names.length === 0) return { decoder: null, problems };
    const decode = (hardware?: string) => this.#decodeBeginning(tools, path, probe, hardware, signal);
    const expected = await decode().catch((error: unknown) => {
      if (error instanceof UserFacingError) return null;
      throw error;
    });
    // A beginning that the processor cannot decode tells nothing about the hardware.
    if (!expected || expected.frames.length < fewestPictures) return null;
    for (const name of names) {
      try {
        const found = await decode(name);
        const problem = problemWith(found, expected);
        if (problem === null) return { decoder: name, problems };
        problems.push(`${name}: ${problem}`);
      } catch (error) {
        if (!(error instanceof UserFacingError)) throw error;
        problems.push(`${name}: ${error.message}`);
      }
    }
    return { decoder: null, problems };
  }

  async #decodeBeginning(
    tools: FfmpegTools,
    path: string,
    probe: MediaProbe,
    hardware: string | undefined,
    signal: AbortSignal,
  ): Promise<Decoded> {
    const interval = { start: 0, end: trialSeconds };
    const request = { path, probe, ...trialSize, interval, hardware, stallMs: this.#stallMs };
    const frames: Frame[] = [];
    const warnings: string[] = [];
    let first: number | null = null;
    const onWarning = (sentence: string): void => void warnings.push(sentence);
    for await (const { frame } of readAnalysis(tools, { ...request, onWarning }, signal)) {
      first ??= this.#now();
      frames.push(frame);
    }
    // The time to the first picture is mostly the program's start, which a whole film does not notice.
    return { frames, warnings, ms: first === null ? 0 : this.#now() - first };
  }
}

interface Decoded {
  readonly frames: readonly Frame[];
  readonly warnings: readonly string[];
  readonly ms: number;
}

/** Why the hardware's pictures are not to be had, or null when they are as good and come sooner. */
function problemWith(hardware: Decoded, processor: Decoded): string | null {
  const [warning] = hardware.warnings;
  if (warning && processor.warnings.length === 0) return warning;
  if (hardware.frames.length !== processor.frames.length) {
    return `It gives ${hardware.frames.length} pictures instead of ${processor.frames.length}.`;
  }
  for (const [at, frame] of hardware.frames.entries()) {
    const expected = processor.frames[at]!;
    if (frame.time !== expected.time || frame.data.length !== expected.data.length) {
      return `Its pictures come at other times, first at ${expected.time} s.`;
    }
    const difference = meanDifference(frame.data, expected.data);
    if (difference > sameDifference) {
      return `Its picture at ${expected.time} s differs from the processor’s by ${difference.toFixed(1)} levels.`;
    }
  }
  if (hardware.ms <= processor.ms * clearlyFaster) return null;
  return `It is no faster here (${hardware.ms.toFixed(0)} against ${processor.ms.toFixed(0)} ms).`;
}

function meanDifference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - b[i]!);
  return sum / a.length;
}

/** The decoders that a platform may have, best first; on Linux those whose devices are there. */
export function candidatesOn(platform: NodeJS.Platform, isThere: (path: string) => boolean): string[] {
  if (platform === 'darwin') return ['videotoolbox'];
  if (platform === 'win32') return ['cuda', 'd3d11va'];
  if (platform !== 'linux') return [];
  return [
    ...(isThere('/dev/nvidiactl') ? ['cuda'] : []),
    ...(isThere('/dev/dri/renderD128') ? ['vaapi'] : []),
  ];
}

function candidatesHere(): string[] {
  return candidatesOn(process.platform, existsSync);
}

/** What ffmpeg was built for. */
async function offeredDecoders({ ffmpeg }: FfmpegTools): Promise<string[]> {
  const { output } = await collectOutput(ffmpeg, ['-hide_banner', '-hwaccels'], {
    urgency: 'soon',
    maxBytes: 65_536,
    timeoutMs: listTimeoutMs,
  });
  return output.toString('utf8').split(/\s+/).filter(Boolean);
}

function machineKey({ version }: FfmpegTools): string {
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
  return `${processor} x${availableParallelism()}, ${process.platform}-${process.arch}, ffmpeg ${version}`;
}

/** Films that a decoder treats alike. */
function kindOf({ codec, pixelFormat, width, height }: VideoTrack): string {
  const pixels = width * height;
  const size = pixels <= 1280 * 720 ? '720p' : pixels <= 1920 * 1088 ? '1080p' : '2160p and more';
  return `${codec} ${pixelFormat} ${size}`;
}
