import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { UserFacingError } from '../../../src-main/domain/errors.ts';
import { readAnalysis } from '../../../src-main/media/analysis-reader.ts';
import { readCueFile } from '../../../src-main/media/cues/cue-file.ts';
import { readEmbeddedCues } from '../../../src-main/media/cues/embedded-cues.ts';
import { findFfmpeg } from '../../../src-main/media/ffmpeg-tools.ts';
import type { FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';
import { readPcm } from '../../../src-main/media/pcm-reader.ts';
import { probe } from '../../../src-main/media/probe.ts';
import type { MediaProbe } from '../../../src-main/media/probe.ts';
import { ShotDetector } from '../../../src-main/media/shot-detector.ts';

const folder = fileURLToPath(new URL('../../../../shared/media/nasty/', import.meta.url));
const isHere = existsSync(folder);
const longestSeconds = 40;
const readPictures = 24;

test.skipIf(!isHere)(
  isHere
    ? 'every difficult file is read or refused with a sentence, and none hangs'
    : 'skipped: the folder of difficult files (../shared/media/nasty) is not on this machine',
  { timeout: 600_000 },
  async () => {
    const tools = await findFfmpeg();
    const paths = (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    expect(paths.length).toBeGreaterThan(100);
    const queue = [...paths];
    const wrong: string[] = [];
    let readWhole = 0;
    const work = async (): Promise<void> => {
      for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
        const name = relative(folder, path);
        const begun = performance.now();
        try {
          await readShortly(tools, path);
          readWhole++;
        } catch (error) {
          if (!(error instanceof UserFacingError)) wrong.push(`${name}: ${String(error)}`);
          else if (!isSentence(error))
            wrong.push(`${name}: not a sentence: ${error.message} / ${error.remedy}`);
        }
        const seconds = (performance.now() - begun) / 1000;
        if (seconds > longestSeconds) wrong.push(`${name}: took ${seconds.toFixed(0)} s`);
      }
    };
    await Promise.all([work(), work()]);
    expect(wrong).toEqual([]);
    expect(readWhole).toBeGreaterThan(paths.length / 2);
  },
);

/** What indexing does with a file, for its first pictures and seconds of sound. */
async function readShortly(tools: FfmpegTools, path: string): Promise<void> {
  if (/\.(srt|vtt|ass|ssa)$/i.test(path)) {
    expect((await readCueFile(path)).cues.length).toBeGreaterThan(0);
    return;
  }
  const found = await probe(tools, path, AbortSignal.timeout(30_000));
  expect(found.duration).toBeGreaterThanOrEqual(0);
  if (found.video) await readPicturesOf(tools, path, found);
  const sound = found.audio[0];
  if (sound) {
    for await (const chunk of readPcm(tools, path, { audioIndex: sound.index, samplesPerChunk: 16_000 })) {
      expect(chunk.samples.every((sample) => Number.isFinite(sample))).toBe(true);
      if (chunk.time >= 2) break;
    }
  }
  const text = found.subtitles.find(({ kind }) => kind === 'text');
  if (text) await readEmbeddedCues(tools, path, text);
}

async function readPicturesOf(tools: FfmpegTools, path: string, found: MediaProbe): Promise<void> {
  const request = { path, probe: found, shotWidth: 64, sampleSeconds: 0.5, maxWidth: 320, maxHeight: 320 };
  const shots = new ShotDetector();
  let count = 0;
  let last = -Infinity;
  for await (const { kind, frame } of readAnalysis(tools, { ...request, stallMs: 30_000 })) {
    expect(frame.data.length).toBe(frame.width * frame.height * 3);
    if (kind !== 'shot') continue;
    expect(frame.time).toBeGreaterThan(last);
    last = frame.time;
    shots.push(frame);
    if (++count >= readPictures) break;
  }
  expect(shots.finish(Math.max(found.duration, 1)).length).toBeGreaterThan(0);
}

function isSentence({ message, remedy }: UserFacingError): boolean {
  return /^\S.*\.$/.test(message) && !message.includes('\n') && message.length < 700 && remedy.endsWith('.');
}
