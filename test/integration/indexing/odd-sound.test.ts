import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCore, type Core } from '../../../src-main/api/core.ts';
import { demoAssetsFolder } from '../../../src-main/film-maker/demo-assets.ts';
import { VoiceListener } from '../../../src-main/indexing/voices/voice-listener.ts';
import { readPcm } from '../../../src-main/media/pcm-reader.ts';
import { useMediaBench } from '../media/made-media.ts';

const bench = useMediaBench();
const stepSize = 512;

/** What is heard of a sound of which every step passes for speech. */
async function frames(path: string) {
  const listener = new VoiceListener();
  for await (const { time, samples } of readPcm(bench.tools, path, { samplesPerChunk: 64 * stepSize })) {
    listener.hear(time, samples, new Array<number>(64).fill(1), stepSize);
  }
  return listener.within([{ start: 0, end: 1e6 }]);
}

describe('the voices of odd sound', () => {
  const voice = ['-i', `file:${join(demoAssetsFolder(), 'voices', 'amber.opus')}`];

  it('are heard from the centre of eight channels as from one', async () => {
    const one = await frames(await bench.make('one.wav', ...voice, '-t', '6'));
    const pan = ['-af', 'pan=7.1|FL=0*c0|FR=0*c0|FC=c0|LFE=0*c0|BL=0*c0|BR=0*c0|SL=0*c0|SR=0*c0'];
    const eight = await frames(await bench.make('eight.wav', ...voice, '-t', '6', ...pan));
    expect(one.length).toBeGreaterThan(100);
    expect(Math.abs(eight.length - one.length)).toBeLessThan(0.05 * one.length);
  });
});

describe('a film', { timeout: 600_000 }, () => {
  const black = (seconds: number) => [
    '-f',
    'lavfi',
    '-i',
    `color=black:size=64x36:rate=1/10:duration=${seconds}`,
  ];
  const silence = (seconds: number) => ['-f', 'lavfi', '-i', `anullsrc=r=16000:cl=mono:d=${seconds}`];
  const line = '1\n00:00:02,000 --> 00:00:04,000\nIs anybody there?\n';
  let core: Core;
  const linesOf = async (title: string) => {
    const { videos } = await core.call('library.videos', {});
    const film = videos.find((video) => video.title === title)!;
    expect(film).toMatchObject({ state: 'ready', problem: null });
    return { film, lines: (await core.call('subtitles.lines', { id: film.id })).lines };
  };

  beforeAll(async () => {
    const films = join(bench.folder, 'films');
    await mkdir(films);
    await bench.make('films/Hour.mkv', ...black(3600), ...silence(3600), '-c:v', 'ffv1', '-c:a', 'flac');
    await bench.make('films/Mute.mkv', ...black(60), '-c:v', 'ffv1');
    await bench.make('films/Mute with lines.mkv', ...black(60), '-c:v', 'ffv1');
    await writeFile(join(films, 'Mute with lines.srt'), line);
    core = await openCore({ libraryFolder: join(bench.folder, 'library') });
    const { failed } = await core.call('library.index', { paths: [films] });
    expect(failed).toEqual([]);
  }, 600_000);
  afterAll(() => core?.close());

  it('that is silent for an hour has no lines and nobody who speaks', async () => {
    const { film, lines } = await linesOf('Hour');
    expect(lines).toEqual([]);
    expect((await core.call('library.video', { id: film.id })).speech).toEqual([]);
    expect((await core.call('voices.list', {})).voices).toEqual([]);
  });

  it('without sound is indexed like others, and refuses to write what nobody says', async () => {
    const { film, lines } = await linesOf('Mute');
    expect([lines, film.hasAudio]).toEqual([[], false]);
    const written = core.call('exports.subtitles', { path: film.path });
    await expect(written).rejects.toThrow('No dialogue of “Mute” is known.');
  });

  it('without sound keeps the lines of its subtitles, which nobody is heard to say', async () => {
    const { film, lines } = await linesOf('Mute with lines');
    expect(lines).toMatchObject([{ start: 2, end: 4, text: 'Is anybody there?', speakers: [] }]);
    const { path, cues } = await core.call('exports.subtitles', { path: film.path, format: 'vtt' });
    expect(cues).toBe(1);
    expect(await readFile(path, 'utf8')).toContain('Is anybody there?');
  });
});
