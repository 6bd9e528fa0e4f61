import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FilmTruth } from '../../../src-main/film-maker/film-truth.ts';
import type { MadeFilm } from '../../../src-main/film-maker/make-film.ts';
import { makeFilm } from '../../../src-main/film-maker/make-film.ts';
import { voiceNames } from '../../../src-main/film-maker/film-script.ts';
import { VoiceBank } from '../../../src-main/film-maker/voice-bank.ts';
import { findFfmpeg } from '../../../src-main/media/ffmpeg-tools.ts';
import type { FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';
import { smallScript } from '../../unit/film-maker/small-script.ts';

const script = smallScript(
  [
    {
      place: 'kitchen',
      duration: 2,
      people: [{ name: 'Ada', x: 0.4, size: 0.4 }],
      lines: [{ speaker: 'Ada', text: 'Where is my mug?' }],
    },
    {
      place: 'park',
      duration: 1.6,
      transition: 'dissolve',
      props: [{ name: 'dog', x: 0.5, y: 0.9, size: 0.25 }],
    },
  ],
  { title: 'A “short” film: 1/2' },
);

let cache: string;
let tools: FfmpegTools;
beforeAll(async () => {
  cache = mkdtempSync(join(tmpdir(), 'kinora-films-'));
  tools = await findFfmpeg();
});
afterAll(() => rmSync(cache, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

function probe(path: string, entries: string): string[] {
  const wanted = ['-v', 'error', '-count_frames', '-show_entries', entries, '-of', 'csv=p=0', `file:${path}`];
  return execFileSync(tools.ffprobe, wanted).toString().trim().split('\n');
}

describe('making a film', () => {
  let made: MadeFilm;
  let truth: FilmTruth;
  const shares: number[] = [];
  beforeAll(async () => {
    made = await makeFilm(tools, script, cache, (share) => shares.push(share));
    truth = JSON.parse(readFileSync(made.truth, 'utf8')) as FilmTruth;
  });

  it('gives 640 x 360 pictures at 25 a second, as many as the truth lasts, and sound as long', () => {
    expect(probe(made.film, 'stream=codec_name,width,height,r_frame_rate,nb_read_frames')[0]).toBe(
      `h264,640,360,25/1,${Math.round(truth.duration * 25)}`,
    );
    const [video, audio] = probe(made.film, 'stream=duration').map(Number);
    expect(video).toBeCloseTo(truth.duration, 2);
    expect(audio).toBeCloseTo(truth.duration, 1);
  });

  it('shows each pair of frames once drawn, and another picture after the transition', () => {
    const small = execFileSync(
      tools.ffmpeg,
      ['-v', 'error', '-i', made.film, '-vf', 'scale=16:9', '-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1'],
      { maxBuffer: 2 ** 26 },
    );
    const size = 16 * 9 * 3;
    const difference = (a: number, b: number): number => {
      let sum = 0;
      for (let i = 0; i < size; i++) sum += Math.abs(small[a * size + i]! - small[b * size + i]!);
      return sum / size;
    };
    const frames = small.length / size;
    expect(difference(0, 1)).toBeLessThan(2);
    expect(difference(0, frames - 1)).toBeGreaterThan(15);
  });

  it('is heard where the truth says that somebody speaks, and is quiet elsewhere', () => {
    const pcm = execFileSync(
      tools.ffmpeg,
      ['-v', 'error', '-i', made.film, '-ac', '1', '-ar', '16000', '-f', 'f32le', 'pipe:1'],
      { maxBuffer: 2 ** 26 },
    );
    const loudness = (start: number, end: number): number => {
      let energy = 0;
      const [first, last] = [Math.round(start * 16_000), Math.round(end * 16_000)];
      for (let i = first; i < last; i++) energy += pcm.readFloatLE(i * 4) ** 2;
      return Math.sqrt(energy / (last - first));
    };
    const [line] = truth.speech;
    expect(loudness(line!.start, line!.end)).toBeGreaterThan(0.05);
    expect(loudness(0.02, line!.start - 0.05)).toBeLessThan(0.01);
    expect(loudness(line!.end + 0.05, truth.duration - 0.1)).toBeLessThan(0.01);
  });

  it('comes with three portraits of everybody and with subtitles beside it', async () => {
    expect(Object.keys(made.portraits)).toEqual(['Ada', 'Bo', 'Cleo', 'Dan']);
    for (const path of Object.values(made.portraits).flat()) {
      const { format, width } = await sharp(path).metadata();
      expect(format).toBe('png');
      expect(width).toBeGreaterThanOrEqual(360);
    }
    expect(Object.values(made.portraits).flat()).toHaveLength(12);
    expect(made.subtitles).toBe(made.film.replace(/mp4$/, 'srt'));
    expect(readFileSync(made.subtitles, 'utf8')).toContain('Where is my mug?');
  });

  it('tells its progress in growing shares up to 1', () => {
    expect(shares.length).toBeGreaterThan(20);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('finds the same film again instead of making it anew', async () => {
    const before = statSync(made.film).mtimeMs;
    expect(await makeFilm(tools, script, cache)).toEqual(made);
    expect(statSync(made.film).mtimeMs).toBe(before);
  });
});

describe('a film that is not made to its end', () => {
  const other = smallScript([{ place: 'beach', duration: 60, people: [{ name: 'Bo', x: 0.5, size: 0.4 }] }]);

  it('leaves nothing behind when it is cancelled', async () => {
    const before = readdirSync(cache);
    const cancel = new AbortController();
    const making = makeFilm(tools, other, cache, (share) => share > 0.05 && cancel.abort(), cancel.signal);
    await expect(making).rejects.toMatchObject({ name: 'AbortError' });
    expect(readdirSync(cache)).toEqual(before);
  });

  it('leaves nothing behind when ffmpeg cannot be run', async () => {
    const before = readdirSync(cache);
    await expect(makeFilm({ ffmpeg: join(cache, 'no-such-program') }, other, cache)).rejects.toThrow();
    expect(readdirSync(cache)).toEqual(before);
  });

  it('is cleared away by a later making when its process was killed long ago, but not while it may still be at work', async () => {
    const [old, fresh] = [join(cache, '.making-old'), join(cache, '.making-fresh')];
    for (const folder of [old, fresh]) mkdirSync(folder);
    const yesterday = Date.now() / 1000 - 86_400;
    utimesSync(old, yesterday, yesterday);
    await makeFilm(tools, smallScript([{ place: 'street', duration: 0.4 }]), cache);
    expect(readdirSync(cache).filter((name) => name.startsWith('.making-'))).toEqual(['.making-fresh']);
    rmSync(fresh, { recursive: true });
  });

  it('says what to install when a line is not in the bank and nothing can speak it', async () => {
    const strange = smallScript([
      { place: 'park', duration: 1, lines: [{ speaker: 'Bo', text: 'Nobody ever said this.' }] },
    ]);
    vi.stubEnv('PATH', '');
    await expect(makeFilm(tools, strange, cache)).rejects.toMatchObject({
      name: 'UserFacingError',
      code: 'missing-tool',
      message: expect.stringContaining('Nobody ever said this.') as string,
      remedy: expect.stringContaining('espeak-ng') as string,
    });
  });
});

describe('subtitles that are wanted apart', () => {
  it('do not lie beside the film', async () => {
    const silent = smallScript([{ place: 'park', duration: 0.4 }], { subtitlesBeside: false });
    const made = await makeFilm(tools, silent, cache);
    expect(dirname(made.subtitles)).not.toBe(dirname(made.film));
    expect(readdirSync(dirname(made.film)).filter((name) => name.endsWith('.srt'))).toEqual([]);
  });
});

describe('the bank of spoken lines', () => {
  it('finds speech at every place of its index, with silence before it', async () => {
    const bank = VoiceBank.open();
    const loudness = (samples: Float32Array): number =>
      Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
    for (const voice of voiceNames) {
      for (const line of bank.lines) {
        const speech = (await bank.speak(tools.ffmpeg, voice, line))!;
        expect(loudness(speech), `${voice}: ${line}`).toBeGreaterThan(0.04);
        const before = new Float32Array(speech.buffer, speech.byteOffset - 4 * 1500, 1200);
        expect(loudness(before), `before ${voice}: ${line}`).toBeLessThan(0.01);
      }
    }
  });
});
