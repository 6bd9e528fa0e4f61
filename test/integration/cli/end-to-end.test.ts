import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFfmpeg } from '../../../src-main/media/ffmpeg-tools.ts';
import { probe } from '../../../src-main/media/probe.ts';
import { jsonShapes } from '../../../src-main/hosts/cli/json-shapes.ts';
import { askKinora, endOf, runKinora, startKinora } from './kinora-process.ts';
import { dumpOf } from './library-dump.ts';
import { makeShortFilm, type ShortFilm } from './short-film.ts';

let folder: string;
let library: string;
let film: ShortFilm;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinora-cli-'));
  library = join(folder, 'library');
  film = await makeShortFilm();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const visible = (name: string) => film.truth.people.find((person) => person.name === name)!.visible;

describe('a film from the terminal, from indexing to a clip', () => {
  test('indexing tells what was done, and progress only on stderr', async () => {
    const { code, stdout, stderr } = await runKinora(['index', film.path, '--json'], { library });
    expect(code).toBe(0);
    expect(jsonShapes.index.parse(JSON.parse(stdout))).toMatchObject({ videos: 1, failed: [] });
    expect(stderr).toMatch(/^Faces · Short · 1 of 1/m);
  });

  test('indexing again opens no film and changes nothing', async () => {
    const before = dumpOf(library);
    const { code, stdout, stderr } = await runKinora(['index', film.path, '--json'], { library });
    expect(code).toBe(0);
    expect(jsonShapes.index.parse(JSON.parse(stdout))).toMatchObject({ videos: 1, failed: [] });
    expect(stderr).not.toMatch(/Faces|Speech/);
    expect(dumpOf(library)).toEqual(before);
  });

  test('people are enrolled from pictures and listed', async () => {
    for (const name of ['Ada', 'Bo']) {
      const added = await askKinora('people add', [name, ...film.portraits[name]!], { library });
      expect(added).toMatchObject({ accepted: film.portraits[name]!.length, rejected: [] });
    }
    const { people } = await askKinora('people list', [], { library });
    expect(people.map(({ name, videos }) => [name, videos])).toEqual([
      ['Ada', 1],
      ['Bo', 1],
    ]);
  });

  test('a name finds its moments, and tells the face tracks that show it', async () => {
    const { moments } = await askKinora('search', ['@Ada'], { library });
    expect(moments).toHaveLength(1);
    const [{ start, end }] = [visible('Ada')[0]!];
    expect(moments[0]!.path).toBe(film.path);
    expect(Math.abs(moments[0]!.start - start)).toBeLessThan(0.3);
    expect(Math.abs(moments[0]!.end - end)).toBeLessThan(0.3);
    expect(moments[0]!.evidence.every((piece) => piece.kind === 'face' && piece.person === 'Ada')).toBe(true);
  });

  test('two names find only where both are on screen, and words may stand apart', async () => {
    const { moments } = await askKinora('search', ['@Ada', '@Bo'], { library });
    expect(moments).toHaveLength(1);
    const together = film.truth.shots[1]!;
    expect(Math.abs(moments[0]!.start - together.start)).toBeLessThan(0.3);
    expect(Math.abs(moments[0]!.end - together.end)).toBeLessThan(0.3);
  });

  test('a quoted line is found where it is spoken', async () => {
    const { moments } = await askKinora('search', ['"where is my mug"', '--limit', '1'], { library });
    const line = film.truth.speech[0]!;
    expect(moments[0]!.start).toBeLessThanOrEqual(line.start + 0.1);
    expect(moments[0]!.end).toBeGreaterThanOrEqual(line.end - 0.1);
    expect(moments[0]!.evidence).toContainEqual(expect.objectContaining({ kind: 'line', text: line.text }));
  });

  test('a line that nobody says is no failure', async () => {
    expect((await askKinora('search', ['"all my hovercrafts"'], { library })).moments).toEqual([]);
  });

  test('a table shows people the same moments', async () => {
    const { code, stdout } = await runKinora(['search', '@Ada'], { library });
    expect(code).toBe(0);
    expect(stdout).toMatch(/│ Short +│ +0:00\.\d │ +0:0\d\.\d │ +[01]\.\d\d │ Ada /);
  });

  test('shots are those of the film', async () => {
    const { shots } = await askKinora('shots', [film.path], { library });
    expect(shots).toHaveLength(film.truth.shots.length);
    for (const [index, shot] of film.truth.shots.entries()) {
      expect(Math.abs(shots[index]!.start - shot.start)).toBeLessThan(0.1);
    }
  });

  test('appearances cover what is to be seen of a person, in one film or in all', async () => {
    for (const words of [['Bo'], ['Bo', '--video', film.path]]) {
      const { intervals } = await askKinora('appearances', words, { library });
      const seen = intervals.reduce((sum, { start, end }) => sum + end - start, 0);
      const there = visible('Bo').reduce((sum, { start, end }) => sum + end - start, 0);
      expect(Math.abs(seen - there)).toBeLessThan(0.5);
      expect(intervals.every(({ path }) => path === film.path)).toBe(true);
    }
  });

  test('a moment becomes a clip of its length, and a lossless one that holds it', async () => {
    const [moment] = (await askKinora('search', ['@Ada @Bo'], { library })).moments;
    const ffmpeg = await findFfmpeg();
    const exact = await askKinora('clip', [moment!.id, '-o', 'exact.mp4'], { library, folder });
    expect(exact.path).toBe(join(folder, 'exact.mp4'));
    expect(exact.start).toBeCloseTo(moment!.start, 1);
    expect((await probe(ffmpeg, exact.path)).duration).toBeCloseTo(moment!.end - moment!.start, 0);
    const copied = await askKinora('clip', [moment!.id, '-o', 'copied.mp4', '--lossless'], {
      library,
      folder,
    });
    expect(copied.start).toBeLessThanOrEqual(moment!.start + 0.05);
    expect((await probe(ffmpeg, copied.path)).video).not.toBeNull();
  });

  test('the dialogue becomes a subtitle file', async () => {
    const written = await askKinora('subtitles', [film.path, '-o', 'short.srt'], { library, folder });
    expect(written).toMatchObject({ path: join(folder, 'short.srt'), cues: film.truth.speech.length });
    expect(written.source).toMatch(/\.srt$/);
    expect(await readFile(written.path, 'utf8')).toContain('Where is my mug?');
  });

  test('the models that were used are ready', async () => {
    const { models } = await askKinora('models list', [], { library });
    expect(models.length).toBeGreaterThanOrEqual(4);
    for (const { id, state, licence } of models.filter(({ pack }) => pack === 'starter')) {
      expect(state, id).toBe('ready');
      expect(licence, id).not.toBe('');
    }
  });

  test('a forgotten person is gone', async () => {
    expect(await askKinora('people remove', ['Bo'], { library })).toEqual({ removed: true });
    expect((await runKinora(['search', '@Bo'], { library })).code).toBe(1);
  });
});

test('a name with quotes and an emoji is kept as it was given', async () => {
  const other = join(folder, 'names');
  const name = `Zoë "the 🎬" O'Neil`;
  await askKinora('people add', [name, film.portraits['Bo']![0]!], { library: other });
  expect(
    (await askKinora('people list', [], { library: other })).people.map((person) => person.name),
  ).toEqual([name]);
  expect((await runKinora(['people', 'list'], { library: other })).stdout).toContain(name);
  expect(await askKinora('people remove', [name], { library: other })).toEqual({ removed: true });
});

test('a name with a newline is refused in words that stay on their line', async () => {
  const words = ['people', 'add', 'Ada\nBo', film.portraits['Bo']![0]!];
  const { code, stdout, stderr } = await runKinora(words, { library });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.trimEnd().split('\n')).toHaveLength(2);
  expect(stderr).toMatch(/line break/);
});

test('Ctrl-C ends indexing cleanly, and running it again finishes the work', async () => {
  const cancelled = join(folder, 'cancelled');
  const child = startKinora(['index', film.path], { library: cancelled });
  const ending = endOf(child);
  child.stderr!.on('data', (text: string) => {
    if (text.includes('Faces')) child.kill('SIGINT');
  });
  const { code, stdout, stderr } = await ending;
  expect(code, stderr).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/cancelled/);
  expect((await askKinora('index', [film.path], { library: cancelled })).videos).toBe(1);
});

test(
  'serve tells an address that opens the interface, and ends with 0 on Ctrl-C',
  { timeout: 120_000 },
  async () => {
    const child = startKinora(['serve', '--json'], { library });
    const ending = endOf(child);
    const [line] = (await once(child.stdout!, 'data')) as [string];
    const { url } = jsonShapes.serve.parse(JSON.parse(line));
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<html');
    child.kill('SIGINT');
    expect((await ending).code).toBe(0);
  },
);

test('the library is one folder that can be named', async () => {
  expect((await stat(join(library, 'library.sqlite'))).isFile()).toBe(true);
});
