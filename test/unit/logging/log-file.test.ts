import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LogFile } from '../../../src-main/logging/log-file.ts';

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'kinora-log-'));
});

afterAll(() => rm(home, { recursive: true, force: true }));

const pass = { film: '/films/a.mkv', pass: 'frames', mediaSeconds: 60, seconds: 4 };

async function linesOf(file: string): Promise<Record<string, unknown>[]> {
  const text = await readFile(file, 'utf8');
  expect(text.endsWith('\n')).toBe(true);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('each event is one line of JSON with its time, its level, its name and its facts', async () => {
  const folder = join(home, 'plain');
  const log = new LogFile(folder, { debug: false });
  log.events.tell('pass.finished', pass);
  log.events.take({
    time: '2026-01-02T03:04:05.006Z',
    level: 'warn',
    event: 'film.damaged',
    facts: { film: 'b' },
  });
  await log.close();
  const [own, taken] = await linesOf(join(folder, 'kinora.log'));
  expect(own).toEqual({ level: 'info', time: expect.any(String) as string, event: 'pass.finished', ...pass });
  expect(Math.abs(Date.parse(own!['time'] as string) - Date.now())).toBeLessThan(60_000);
  expect(taken).toEqual({
    level: 'warn',
    time: '2026-01-02T03:04:05.006Z',
    event: 'film.damaged',
    film: 'b',
  });
});

test('what only helps to find a fault is kept when that is asked for', async () => {
  for (const debug of [false, true]) {
    const folder = join(home, `debug-${debug}`);
    const log = new LogFile(folder, { debug });
    log.events.tell('film.started', { film: 'a', pass: 'faces' });
    log.events.tell('indexing.started', {});
    await log.close();
    const events = (await linesOf(join(folder, 'kinora.log'))).map(({ event }) => event);
    expect(events).toEqual(debug ? ['film.started', 'indexing.started'] : ['indexing.started']);
  }
});

test('five files at most are kept, each about as large as it may be, the newest events among them', async () => {
  const folder = join(home, 'rotated');
  const fileBytes = 2000;
  const entries = 200;
  for (const half of [0, 1]) {
    const log = new LogFile(folder, { debug: false, fileBytes });
    for (let i = 0; i < entries / 2; i++) {
      log.events.tell('pass.finished', { ...pass, seconds: half * (entries / 2) + i });
    }
    await log.close();
  }
  const names = (await readdir(folder)).toSorted();
  expect(names).toEqual(['kinora.log', ...[1, 2, 3, 4].map((n) => `kinora.log.${n}`)]);
  for (const name of names) expect((await stat(join(folder, name))).size).toBeLessThan(fileBytes + 300);
  const kept: unknown[] = [];
  for (const name of names.toSorted().reverse()) {
    const text = await readFile(join(folder, name), 'utf8');
    if (text !== '') kept.push(...(await linesOf(join(folder, name))).map(({ seconds }) => seconds));
  }
  expect(kept.length).toBeGreaterThan(20);
  expect(kept).toEqual(Array.from({ length: kept.length }, (_, i) => entries - kept.length + i));
});

test('where no log can be written, everything goes on without one', async () => {
  const blocked = join(home, 'a file');
  await writeFile(blocked, '');
  const log = new LogFile(join(blocked, 'logs'), { debug: false });
  log.events.tell('indexing.started', {});
  await log.close();

  const folder = join(home, 'taken');
  const first = new LogFile(folder, { debug: false });
  await first.close();
  await rm(join(folder, 'kinora.log'));
  await mkdir(join(folder, 'kinora.log'));
  const second = new LogFile(folder, { debug: false });
  second.events.tell('indexing.started', {});
  await second.close();
});
