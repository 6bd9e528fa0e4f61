import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonFailure, jsonShapes } from '../../../src-main/hosts/cli/json-shapes.ts';
import { askKinora, program, runKinora } from './kinora-process.ts';
import { makeOddFiles, type OddFiles } from './odd-files.ts';

const nobody = 65_534;

let folder: string;
let library: string;
let files: OddFiles;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinora-cli-'));
  library = join(folder, 'library');
  files = await makeOddFiles(join(folder, 'films'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The last two lines of what a failed command told: what happened, and what to do. */
function told(stderr: string): [string, string] {
  return stderr.trimEnd().split('\n').slice(-2) as [string, string];
}

test('an unknown command ends in 2', async () => {
  expect(await runKinora(['serch', '@Ada'], { library })).toMatchObject({ code: 2, stdout: '' });
});

describe('a folder with broken and oddly named films', () => {
  test('indexes what can be indexed and names each broken file with what to do', async () => {
    const { videos, failed, seconds } = await askKinora('index', [files.folder], { library });
    expect(videos).toBe(files.good.length);
    expect(failed.map(({ path }) => path).toSorted()).toEqual(files.bad.toSorted());
    for (const { path, reason } of failed) {
      expect(reason).toContain(basename(path));
      expect(reason).not.toMatch(/undefined|\[object|Error:|\n/);
    }
    expect(seconds).toBeGreaterThan(0);
  });

  test('can be listed without a file name starting a line of its own', async () => {
    const { code, stdout } = await runKinora(['index', files.folder], { library });
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1 + files.bad.length);
  });

  test('ends in 1 when nothing of what was given can be indexed, and loses nothing', async () => {
    const before = await askKinora('status', [], { library });
    const { code, stdout } = await runKinora(['index', ...files.bad, '--json'], { library });
    expect(code).toBe(1);
    expect(jsonShapes.index.parse(JSON.parse(stdout)).failed).toHaveLength(files.bad.length);
    const { ready, failed } = await askKinora('status', [], { library });
    expect({ ready, failed }).toEqual({ ready: before.ready, failed: before.failed });
    expect(ready).toBe(files.good.length);
  });

  test('shots are listed for each oddly named film, seen from the folder of the person', async () => {
    for (const path of files.good) {
      const name = basename(path);
      const words = name.startsWith('-') ? [`./${name}`] : [name];
      const { shots } = await askKinora('shots', words, { library, folder: files.folder });
      expect(shots[0]?.start, name).toBe(0);
      expect(shots.at(-1)!.end, name).toBeCloseTo(3, 0);
    }
  });
});

test('a path that does not exist is named', async () => {
  const { code, stdout } = await runKinora(['index', 'nowhere.mkv', '--json'], { library, folder });
  expect(code).toBe(1);
  const { failed } = jsonShapes.index.parse(JSON.parse(stdout));
  expect(failed[0]!.path).toBe(join(folder, 'nowhere.mkv'));
  expect(failed[0]!.reason).toContain('nowhere.mkv');
});

test('a folder that may not be read is named, and the others are indexed', async (context) => {
  const closed = join(folder, 'closed');
  const own = await mkdtemp(join(tmpdir(), 'kinora-nobody-'));
  await mkdir(closed);
  await copyFile(files.good[0]!, join(closed, 'film.mp4'));
  await chmod(closed, 0o000);
  await chmod(folder, 0o755);
  await chmod(own, 0o777);
  // Root may read everything, so the program runs as nobody, if that user can reach the checkout at all.
  const userId = process.getuid?.() === 0 ? nobody : undefined;
  if (userId !== undefined) {
    const reach = spawnSync(process.execPath, [program, '--version'], { uid: userId, gid: userId });
    if (reach.status !== 0) {
      process.stdout.write(
        'Skipped: no unprivileged user can reach this checkout, and root may read everything.\n',
      );
      return context.skip();
    }
  }
  try {
    const { videos, failed } = await askKinora('index', [closed, files.good[0]!], {
      library: join(own, 'library'),
      environment: { HOME: own, KINORA_CACHE: join(own, 'cache') },
      ...(userId === undefined ? {} : { userId }),
    });
    expect(videos).toBe(1);
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatchObject({ path: closed, reason: expect.stringContaining('closed') as string });
  } finally {
    await chmod(closed, 0o700);
    await rm(own, { recursive: true, force: true });
  }
});

describe('people', () => {
  test('somebody unknown is named, with what to do', async () => {
    for (const words of [
      ['people', 'remove', 'Nobody'],
      ['appearances', 'Nobody'],
      ['search', '@Nobody'],
    ]) {
      const { code, stderr } = await runKinora(words, { library });
      expect(code, words.join(' ')).toBe(1);
      const [sentence, remedy] = told(stderr);
      expect(sentence).toContain('Nobody');
      expect(remedy).not.toBe('');
    }
  });

  test('an unknown name in a search still answers with valid JSON', async () => {
    const { code, stdout } = await runKinora(['search', '@Nobody', '--json'], { library });
    expect(code).toBe(1);
    const { moments, problems } = jsonShapes.search.parse(JSON.parse(stdout));
    expect(moments).toEqual([]);
    expect(problems[0]!.sentence).toContain('Nobody');
  });

  test('a picture without a face is refused with a reason, and nobody is enrolled', async () => {
    const picture = join(folder, 'wall.jpg');
    await sharp({ create: { width: 400, height: 300, channels: 3, background: '#8090a0' } })
      .jpeg()
      .toFile(picture);
    const { code, stdout, stderr } = await runKinora(['people', 'add', 'Wall', picture, '--json'], {
      library,
    });
    expect(code).toBe(1);
    expect(jsonShapes['people add'].parse(JSON.parse(stdout))).toMatchObject({ person: null, accepted: 0 });
    expect(stderr).toContain('wall.jpg');
    expect((await askKinora('people list', [], { library })).people).toEqual([]);
  });

  test('a file that is no picture is refused with a reason', async () => {
    const text = join(folder, 'list.jpg');
    await writeFile(text, 'Milk, bread, cheese.');
    const { code, stderr } = await runKinora(['people', 'add', 'List', text], { library });
    expect(code).toBe(1);
    expect(stderr).toContain('list.jpg');
    expect(stderr).not.toMatch(/^ +at /m);
  });
});

describe('what is not in the library', () => {
  test.each([
    ['a film', ['shots', 'unknown.mkv']],
    ['subtitles of a film', ['subtitles', 'unknown.mkv', '-o', 'unknown.srt']],
    ['a moment of a film', ['clip', 'm999-0-10', '-o', 'clip.mp4']],
    ['a moment that is none', ['clip', 'first', '-o', 'clip.mp4']],
  ])('%s is told in a sentence with a remedy', async (_what, words) => {
    const { code, stdout, stderr } = await runKinora([...words, '--json'], { library, folder });
    expect(code).toBe(1);
    expect(stdout).toBe('');
    const { error } = jsonFailure.parse(JSON.parse(stderr.trimEnd().split('\n').at(-1)!));
    expect(error.code).not.toBe('internal');
    expect(error.sentence).not.toBe('');
    expect(error.remedy).not.toBe('');
  });
});

test('a library that cannot be opened is named', async () => {
  const blocked = join(folder, 'a file');
  await writeFile(blocked, 'not a folder');
  const { code, stdout, stderr } = await runKinora(['status'], { library: blocked });
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(told(stderr)[0]).toContain('a file');
});
