import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonShapes } from '../../../src-main/hosts/cli/json-shapes.ts';
import { openForWriting } from '../../../src-main/store/library-database.ts';
import { askKinora, runKinora } from './kinora-process.ts';

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'kinora-doctor-'));
});

afterAll(() => rm(home, { recursive: true, force: true }));

test('over a machine in order it ends in 0, and makes no library', async () => {
  const { checks } = await askKinora('doctor', [], { library: join(home, 'none') });
  expect(checks.filter(({ state }) => state === 'failed')).toEqual([]);
  expect(checks.map(({ name }) => name)).toContain('ffmpeg');
  await expect(rm(join(home, 'none'))).rejects.toThrow();
});

test('over a damaged library it ends in 1 and says how to mend it', async () => {
  const library = join(home, 'damaged');
  openForWriting(library).close();
  await writeFile(join(library, 'library.sqlite'), 'no database');
  const json = await runKinora(['doctor', '--json'], { library });
  expect(json.code).toBe(1);
  const { checks } = jsonShapes.doctor.parse(JSON.parse(json.stdout));
  const database = checks.find(({ name }) => name === 'database')!;
  expect(database.state).toBe('failed');
  const { code, stdout } = await runKinora(['doctor'], { library });
  expect(code).toBe(1);
  expect(stdout).toMatch(/^✗ database /m);
  expect(stdout).toContain(`→ ${database.remedy}`);
  expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^1 failed, /);
});
