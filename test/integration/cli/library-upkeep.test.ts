import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommandLine } from '../../../src-main/hosts/cli/program.ts';
import { closeWriter, libraryFolders, openForWriting } from '../../../src-main/store/library-database.ts';
import { capturedTerminal } from '../../unit/cli/captured-terminal.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-upkeep-'));
  closeWriter(openForWriting(folder));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...words: string[]) {
  const terminal = capturedTerminal();
  const code = await runCommandLine(['library', ...words, '--library', folder, '--json'], terminal);
  const { text } = terminal.stdout;
  return { code, answer: text === '' ? null : (JSON.parse(text) as unknown), problem: terminal.stderr.text };
}

it('a library is checked, backed up, restored, exported and imported from the command line', async () => {
  const checked = await run('check');
  expect(checked.code).toBe(0);
  expect(checked.answer).toMatchObject({
    checks: expect.arrayContaining([expect.objectContaining({ state: 'ok' })]),
  });
  const { answer: backup } = await run('backup');
  expect((await run('backups')).answer).toEqual({ backups: [backup] });
  expect((await run('restore')).answer).toMatchObject({ path: libraryFolders(folder).database });
  const file = join(folder, 'carried.sqlite');
  expect((await run('export', file)).answer).toMatchObject({ path: file });
  expect((await run('import', file)).problem).toContain('There is a library');
  expect((await run('import', file, '--replace')).code).toBe(0);
});

it('a damaged library is repaired out of its backup', async () => {
  await run('backup');
  writeFileSync(libraryFolders(folder).database, 'this was a library');
  expect((await run('check')).code).toBe(1);
  expect((await run('repair')).answer).toMatchObject({ done: 'restored' });
  expect((await run('check')).code).toBe(0);
});

it('a library that is not there is told', async () => {
  rmSync(folder, { recursive: true });
  for (const command of ['backup', 'repair', 'restore']) {
    const { code, problem } = await run(command);
    expect([command, code]).toEqual([command, 1]);
    expect(problem).toContain('not-found');
  }
});
