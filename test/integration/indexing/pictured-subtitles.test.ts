import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSubtitlePictures } from '../../../src-main/media/cues/subtitle-pictures.ts';
import { probe } from '../../../src-main/media/probe.ts';
import { slotFolder } from '../../../src-main/models/slots/slot-graph.ts';
import { openTextRowReader } from '../../../src-main/models/slots/text-row-slot.ts';
import { pgsFile } from '../../fixtures/made-pgs.ts';
import { printed, printedLetters, textRowGraph } from '../../fixtures/printed-text.ts';
import { RechosenLibrary } from '../../fixtures/rechosen-library.ts';
import { useMediaBench } from '../media/made-media.ts';

const bench = useMediaBench();
let home: string;
let film: string;
let library: RechosenLibrary;
let reader: NonNullable<Awaited<ReturnType<typeof openTextRowReader>>>;

const screen = { width: 640, height: 360 };
const shown = (rows: readonly string[], start: number, end: number) => ({
  ...{ start, end, x: 240, y: 240 },
  ...printed(rows),
});

async function linesWith(textRows: typeof reader | null) {
  await library.index(film, { textRows });
  return library.read(({ cues }) =>
    cues.byVideo(1).map(({ start, end, text, source }) => ({ start, end, text, source })),
  );
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'kinora-pictured-'));
  await mkdir(slotFolder(home), { recursive: true });
  await writeFile(join(slotFolder(home), 'text-rows.onnx'), textRowGraph());
  await writeFile(join(slotFolder(home), 'text-rows.txt'), `${printedLetters.join('\n')}\n`);
  reader = (await openTextRowReader(home, 1))!;
  library = await RechosenLibrary.open(join(home, 'library'));
  const track = join(home, 'track.sup');
  const pictures = [
    shown(['MUG'], 1, 2.5),
    // Shown anew without a pause, as tracks do that change something beside it.
    shown(['MUG'], 2.5, 3),
    shown(['ADAMA', 'DUG'], 4, 5.5),
  ];
  await writeFile(track, pgsFile(screen, pictures));
  const drawn = ['-f', 'lavfi', '-i', `color=gray:size=${screen.width}x${screen.height}:rate=5:duration=7`];
  film = await bench.make(
    'film.mkv',
    ...['-copyts', ...drawn, '-i', `file:${track}`, '-map', '0:v', '-map', '1:s'],
    ...['-c:v', 'ffv1', '-c:s', 'copy', '-metadata:s:s:0', 'language=eng'],
  );
});
afterAll(async () => {
  await library.close();
  await reader.close();
  await rm(home, { recursive: true, force: true });
});

describe('A track of subtitles that are pictures', { timeout: 300_000 }, () => {
  it('gives each picture with the time in which it is shown', async () => {
    const pictures = await Array.fromAsync(
      readSubtitlePictures(bench.tools, film, 1, await probe(bench.tools, film)),
    );
    const times = pictures.map(({ start, end }) => [start, end].map((time) => time.toFixed(1)));
    expect(times).toEqual([
      ['1.0', '2.5'],
      ['2.5', '3.0'],
      ['4.0', '5.5'],
    ]);
  });

  it('has no lines as long as no model reads it', async () => {
    expect(await linesWith(null)).toEqual([]);
  });

  it('becomes lines with their times, of one row and of two, once a model is installed', async () => {
    const lines = await linesWith(reader);
    expect(lines.map(({ text, source }) => [text, source])).toEqual([
      ['MUG', 'stream 1'],
      ['ADAMA\nDUG', 'stream 1'],
    ]);
    expect(lines.map(({ start, end }) => [start, end])).toEqual([
      [expect.closeTo(1, 2), expect.closeTo(3, 2)],
      [expect.closeTo(4, 2), expect.closeTo(5.5, 2)],
    ]);
  });

  it('is left alone where a subtitle file says what it says', async () => {
    await writeFile(join(bench.folder, 'film.srt'), '1\n00:00:01,000 --> 00:00:02,000\nMy mug!\n');
    expect((await linesWith(reader)).map(({ text }) => text)).toEqual(['My mug!']);
  });
});

describe('A reader of text that does not fit', () => {
  it('is none: without its characters, with another number of them, and a file that is no graph', async () => {
    const folder = slotFolder(join(home, 'other'));
    await mkdir(folder, { recursive: true });
    const open = () => openTextRowReader(join(home, 'other'), 1);
    expect(await open()).toBeNull();
    await writeFile(join(folder, 'text-rows.onnx'), textRowGraph());
    expect(await open()).toBeNull();
    await writeFile(join(folder, 'text-rows.txt'), 'A\nB\n');
    expect(await open()).toBeNull();
    await writeFile(join(folder, 'text-rows.txt'), printedLetters.join('\n'));
    await writeFile(join(folder, 'text-rows.onnx'), 'no graph');
    expect(await open()).toBeNull();
  });
});
