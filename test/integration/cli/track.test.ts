import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { boxIou } from '../../../src-main/domain/box.ts';
import { filmHeight, filmWidth } from '../../../src-main/film-maker/film-format.ts';
import { readMotFile } from '../../../src-main/evaluation/tracking/mot-file.ts';
import { findFfmpeg } from '../../../src-main/media/ffmpeg-tools.ts';
import { askKinora, runKinora } from './kinora-process.ts';
import { makeShortFilm, type ShortFilm } from './short-film.ts';

let folder: string;
let library: string;
let film: ShortFilm;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinora-track-'));
  library = join(folder, 'library');
  film = await makeShortFilm();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The words of a command that follows a box of the middle of the picture. */
function words(path: string, output: string, at = '1.5', box = '270,60,100,120'): string[] {
  return [path, '--at', at, '--box', box, '-o', output];
}

test('a face is followed forwards and backwards, and its boxes are written as a MOT file', async () => {
  const { faces } = film.truth.people.find(({ name }) => name === 'Ada')!;
  const pixels = (face: (typeof faces)[number]) => ({
    x: face.x * filmWidth,
    y: face.y * filmHeight,
    width: face.width * filmWidth,
    height: face.height * filmHeight,
  });
  const drawn = faces.find(({ time }) => time >= 1)!;
  const { x, y, width, height } = pixels(drawn);
  const first = join(folder, 'first-shot.mp4');
  const { ffmpeg } = await findFfmpeg();
  execFileSync(ffmpeg, ['-v', 'error', '-i', film.path, '-t', '2.8', '-c', 'copy', '-an', first]);
  const output = join(folder, 'ada.txt');
  const track = await askKinora(
    'track',
    words(
      first,
      output,
      drawn.time.toFixed(2),
      [x, y, width, height].map((side) => side.toFixed(2)).join(','),
    ),
    { library },
  );
  expect(track.path).toBe(output);
  expect(track.start).toBeLessThan(0.3);
  expect(track.end).toBeGreaterThan(2.5);
  const right = track.boxes.filter((box) => {
    const face = faces.findLast(({ time }) => time <= box.time + 0.01);
    return face !== undefined && boxIou(pixels(face), box) > 0.5;
  });
  expect(right.length / track.boxes.length).toBeGreaterThan(0.95);
  const written = readMotFile({ name: output, text: await readFile(output, 'utf8') });
  expect(written.size).toBe(track.boxes.length);
  expect(written.get(1 + Math.round(drawn.time * track.frameRate))?.[0]?.track).toBe(1);
});

test.each([
  [
    'lies outside the picture',
    '1.5',
    '900,60,100,120',
    'The box lies outside the picture, which has 640 × 360 pixels.',
  ],
  ['has no size', '1.5', '100,60,0,0', 'A box of 0 × 0 pixels is too small to be followed.'],
  ['comes after the end of the film', '99', '270,60,100,120', '99.00 s lies after it'],
])('a box that %s is refused with a sentence, and nothing is written', async (_, at, box, sentence) => {
  const output = join(folder, 'refused.txt');
  const { code, stderr } = await runKinora(['track', ...words(film.path, output, at, box)], { library });
  expect(code).toBe(1);
  expect(stderr).toContain(sentence);
  expect(existsSync(output)).toBe(false);
});

test('a box that is no box ends in 2', async () => {
  const { code } = await runKinora(['track', ...words(film.path, 'a.txt', '1.5', '1,2,3')], { library });
  expect(code).toBe(2);
});

test('an output in a folder that is not there is refused before anything is followed', async () => {
  const output = join(folder, 'nowhere', 'track.txt');
  const { code, stderr } = await runKinora(['track', ...words(film.path, output)], { library });
  expect(code).toBe(1);
  expect(stderr).toContain(`The folder ${join(folder, 'nowhere')} does not exist.`);
});

test('an output that would replace the film is refused', async () => {
  const { code, stderr } = await runKinora(['track', ...words(film.path, film.path)], { library });
  expect(code).toBe(1);
  expect(stderr).toContain('would replace the file it is made from');
});

test('a file with sound alone is refused with a sentence', async () => {
  const { ffmpeg } = await findFfmpeg();
  const sound = join(folder, 'sound.wav');
  execFileSync(ffmpeg, ['-v', 'error', '-f', 'lavfi', '-i', 'sine=d=3', sound]);
  const { code, stderr } = await runKinora(['track', ...words(sound, join(folder, 'a.txt'))], { library });
  expect(code).toBe(1);
  expect(stderr).toContain('has sound but no pictures');
});

test('what is seen elsewhere is asked only of films that the library holds', async () => {
  const output = join(folder, 'elsewhere.txt');
  const { code, stderr } = await runKinora(['track', ...words(film.path, output), '--also-seen'], {
    library,
  });
  expect(code).toBe(1);
  expect(stderr).toContain('The library does not hold');
  expect(existsSync(output)).toBe(false);
});
