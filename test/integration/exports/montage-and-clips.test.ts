import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { frameRateOf } from '../../../src-main/domain/frame-rate.ts';
import { writeClips } from '../../../src-main/exports/clip-folder.ts';
import { writeMontage } from '../../../src-main/exports/montage.ts';
import { sequenceOf, type SourceFilm } from '../../../src-main/exports/sequence/sequence.ts';
import { sourceFilmOf } from '../../../src-main/exports/sequence/source-film.ts';
import { writePart } from '../../../src-main/media/montage.ts';
import { probe, type MediaProbe } from '../../../src-main/media/probe.ts';
import { useMediaBench } from '../media/made-media.ts';

const bench = useMediaBench();
type FilmName = 'wide' | 'tall' | 'sound' | 'counted' | 'broadcast';
const probes = new Map<string, MediaProbe>();
const films: Record<FilmName, SourceFilm> = {} as never;

beforeAll(async () => {
  const tone = ['-f', 'lavfi', '-i', 'sine=f=440:r=44100:d=6'];
  const wide = ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=24000/1001:d=6'];
  const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '48', '-c:a', 'aac'];
  // Each frame is two steps of grey lighter than the one before.
  const grey = ['-f', 'lavfi', '-i', "color=black:s=64x36:r=25:d=4,geq=lum='16+2*N':cb=128:cr=128"];
  const closely = ['-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '4', '-g', '60', '-bf', '2'];
  const paths = {
    counted: await bench.make('counted.mkv', ...grey, ...closely),
    broadcast: await bench.make('broadcast.ts', ...grey, ...closely),
    wide: await bench.make('wide.mkv', ...wide, ...tone, ...coding),
    tall: await bench.make('tall, silent.mp4', '-f', 'lavfi', '-i', 'color=red:s=90x160:r=25:d=4', ...coding),
    sound: await bench.make('sound.m4a', ...tone, '-c:a', 'aac'),
  };
  for (const [name, path] of Object.entries(paths) as [FilmName, string][]) {
    const found = await probe(bench.tools, path);
    probes.set(path, found);
    films[name] = sourceFilmOf({ path, title: name, duration: found.duration }, found);
  }
});

function montage(
  name: string,
  moments: Parameters<typeof sequenceOf>[1],
  told: (fraction: number) => void = () => {},
) {
  const exportsFolder = join(bench.folder, 'exports');
  const sequence = sequenceOf(name, moments);
  return writeMontage(bench.tools, { sequence, probes, output: null, exportsFolder }, told);
}

function ffprobe(path: string, ...args: string[]) {
  const common = ['-v', 'error', '-of', 'json', ...args, `file:${path}`];
  return JSON.parse(execFileSync(bench.tools.ffprobe, common, { encoding: 'utf8' }));
}

/** Mean colour of a frame at a time. */
function colourAt(path: string, time: number, filter: string): number[] {
  const args = ['-v', 'error', '-ss', String(time), '-i', `file:${path}`, '-frames:v', '1'];
  const picture = ['-vf', `${filter},scale=1:1`, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'];
  return [...execFileSync(bench.tools.ffmpeg, ['-nostdin', ...args, ...picture])];
}

describe('A montage', () => {
  it('is one film of films with other sizes and rates, with none of one missing, and a chapter for each', async () => {
    const told: number[] = [];
    const written = await montage(
      'Mixed / all',
      [
        { film: films.wide, start: 1, end: 3, note: 'wide one' },
        { film: films.tall, start: 0.4, end: 2, note: '' },
        { film: films.sound, start: 1, end: 2, note: '' },
        { film: films.wide, start: 5, end: 5.5, note: '' },
      ],
      (fraction) => told.push(fraction),
    );
    expect(written).toMatchObject({ moments: 4, failed: [] });
    expect(written.path.endsWith('Mixed all.mp4')).toBe(true);
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual(told.toSorted((a, b) => a - b));

    const { streams, chapters } = ffprobe(written.path, '-show_streams', '-show_chapters', '-count_frames');
    const [video, sound] = streams;
    // 48 + 38 + 24 + 12 frames.
    expect([video.width, video.height, video.r_frame_rate, Number(video.nb_read_frames)]).toEqual([
      320,
      180,
      '24000/1001',
      122,
    ]);
    expect(Number(sound.duration)).toBeCloseTo((122 * 1001) / 24_000, 1);
    expect(chapters.map(({ tags }: { tags: { title: string } }) => tags.title)).toEqual([
      'wide one',
      'tall (0:00)',
      'sound (0:01)',
      'wide (0:05)',
    ]);
    // Its third second is the tall film between bars, its fourth black.
    expect(colourAt(written.path, 3, 'crop=40:100')[0]).toBeGreaterThan(200);
    expect(Math.max(...colourAt(written.path, 3, 'crop=40:100:0:40'))).toBeLessThan(20);
    expect(Math.max(...colourAt(written.path, 4, 'null'))).toBeLessThan(20);
    const times = await bench.pictureTimes(written.path);
    expect(
      Math.max(...times.slice(1).map((time, at) => Math.abs(time - times[at]! - 1001 / 24_000))),
    ).toBeLessThan(0.001);
  });

  it('holds just the frames that were asked for, also of a recording that cannot be sought', async () => {
    const { path } = await montage('Counted', [
      { film: films.counted, start: 1.2, end: 2, note: '' },
      { film: films.broadcast, start: 2.52, end: 2.6, note: '' },
      { film: films.counted, start: 0, end: 0.08, note: '' },
    ]);
    const args = [
      '-v',
      'error',
      '-i',
      `file:${path}`,
      '-vf',
      'scale=2:2',
      '-pix_fmt',
      'yuv420p',
      '-f',
      'rawvideo',
      '-',
    ];
    const bytes = execFileSync(bench.tools.ffmpeg, ['-nostdin', ...args]);
    // The first of each picture's six bytes is a pixel's grey.
    const frames = [...bytes].filter((_, at) => at % 6 === 0).map((luma) => Math.round((luma - 16) / 2));
    expect(frames).toEqual([...Array.from({ length: 20 }, (_, at) => 30 + at), 63, 64, 0, 1]);
  });

  it('leaves out a film that is gone, says so, and leaves nothing else behind', async () => {
    const copy = { ...films.tall, path: join(bench.folder, 'gone.mp4'), title: 'Gone' };
    probes.set(copy.path, probes.get(films.tall.path)!);
    const written = await montage('One left', [
      { film: copy, start: 0, end: 1, note: '' },
      { film: films.tall, start: 0, end: 1, note: '' },
    ]);
    expect(written.moments).toBe(1);
    expect(written.seconds).toBe(1);
    expect(written.failed.map(({ reason }) => reason)).toEqual(['The film “Gone” is not there now.']);
    const exported = readdirSync(join(bench.folder, 'exports'));
    expect(exported.filter((name) => name.startsWith('.'))).toEqual([]);
    await expect(montage('None', [{ film: copy, start: 0, end: 1, note: '' }])).rejects.toThrow(
      /No moment of “None”/,
    );
    expect(readdirSync(join(bench.folder, 'exports'))).toEqual(exported);
  });

  it('is cancelled without a trace', async () => {
    const stop = new AbortController();
    const exportsFolder = join(bench.folder, 'cancelled');
    const sequence = sequenceOf('Cancelled', [{ film: films.wide, start: 0, end: 5, note: '' }]);
    const request = { sequence, probes, output: null, exportsFolder };
    const work = writeMontage(bench.tools, request, () => stop.abort(), stop.signal);
    await expect(work).rejects.toThrow(/abort/i);
    expect(readdirSync(exportsFolder)).toEqual([]);
  });

  it('says so when it cannot be written where it should be', async () => {
    const sequence = sequenceOf('T', [{ film: films.tall, start: 0, end: 1, note: '' }]);
    const named = (output: string) =>
      writeMontage(bench.tools, { sequence, probes, output, exportsFolder: bench.folder }, () => {});
    await expect(named(join(bench.folder, 'no such folder', 'a.mp4'))).rejects.toThrow(/does not exist/);
    await expect(named(films.tall.path)).rejects.toThrow(/would replace the file/);
    const folder = join(bench.folder, 'a folder.mp4');
    mkdirSync(folder);
    await expect(named(folder)).rejects.toThrow(/is a folder/);
    rmSync(folder, { recursive: true });
  });
});

it.skipIf(process.platform !== 'linux')('A full disk is told as such, not as a damaged film', async () => {
  const { path } = films.tall;
  const part = { path, probe: probes.get(path)!, start: 0, length: 50 };
  const shape = { rate: frameRateOf(25), width: 320, height: 180 };
  const work = writePart(bench.tools, part, shape, '/dev/full', () => {});
  await expect(work).rejects.toMatchObject({ code: 'disk-full' });
});

describe('Clips of a collection', () => {
  it('are numbered, those of a damaged film left out, and lossless ones hold what their films hold', async () => {
    const clipOf = (film: SourceFilm) => ({
      film: { path: film.path, title: film.title, probe: probes.get(film.path)! },
      start: 0,
      end: 1,
    });
    const gone = { ...films.tall, path: join(bench.folder, 'gone too.mp4'), title: 'Gone' };
    probes.set(gone.path, probes.get(films.tall.path)!);
    const moments = [films.wide, gone, films.tall].map(clipOf);
    const request = { name: 'a/b', moments, output: null, exportsFolder: join(bench.folder, 'clips') };
    const names = async (mode: 'exact' | 'lossless') => {
      const { folder, files, failed } = await writeClips(bench.tools, { ...request, mode }, () => {});
      expect(failed.map(({ reason }) => reason)).toEqual(['The film “Gone” is not there now.']);
      return files.map((file) => file.slice(dirname(folder).length + 1));
    };
    expect(await names('exact')).toEqual([
      'a b/1 wide 00m00.0s-00m01.0s.mp4',
      'a b/3 tall 00m00.0s-00m01.0s.mp4',
    ]);
    expect(await names('lossless')).toEqual([
      'a b (2)/1 wide 00m00.0s-00m01.0s.mkv',
      'a b (2)/3 tall 00m00.0s-00m01.0s.mp4',
    ]);
  });
});
