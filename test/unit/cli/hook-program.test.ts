import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hookProgram, runHook } from '../../../src-main/hosts/cli/hook-program.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-hook-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const never = new AbortController().signal;
/** A hook that runs some JavaScript. */
const hook = (script: string, ...given: string[]) => hookProgram(process.execPath, ['-e', script, ...given]);

test.each(['film-indexed', './film-indexed', '../film-indexed', ''])(
  'a hook called %j is refused',
  (path) => {
    expect(() => hookProgram(path, [])).toThrow('whole path');
  },
);

describe('a hook', () => {
  test('is given the event on its standard input, and its own arguments', async () => {
    const out = join(folder, 'out');
    const script = `fs.writeFileSync(process.argv[1], fs.readFileSync(0) + process.argv[2])`;
    expect(await runHook(hook(script, out, 'nightly'), '{"event":"film.indexed"}', never)).toBeNull();
    expect(readFileSync(out, 'utf8')).toBe('{"event":"film.indexed"}\nnightly');
  });

  test('is started without a shell', async () => {
    const program = join(folder, 'hook $(touch made).js');
    writeFileSync(
      program,
      `#!${process.execPath}\nrequire('fs').writeFileSync(__dirname + '/ran', process.argv[2]);`,
    );
    chmodSync(program, 0o755);
    expect(await runHook(hookProgram(program, ['; touch made']), '{}', never)).toBeNull();
    expect(readFileSync(join(folder, 'ran'), 'utf8')).toBe('; touch made');
    expect(existsSync(join(folder, 'made'))).toBe(false);
  });

  test('that fails, is not there or takes too long is told of', async () => {
    expect(await runHook(hook('process.exit(3)'), '{}', never)).toBe('The hook ended with 3.');
    expect(await runHook(hookProgram(join(folder, 'none'), []), '{}', never)).toContain(
      'could not be started',
    );
    expect(await runHook(hook('setInterval(() => {}, 1000)'), '{}', never, 0.5)).toBe(
      'The hook was ended after 0.5 s.',
    );
  });

  test('that does not read what happened is free not to', async () => {
    expect(await runHook(hook('process.exit(0)'), 'x'.repeat(1_000_000), never)).toBeNull();
  });

  test('ends when the command does', async () => {
    const ending = new AbortController();
    const running = runHook(hook('setInterval(() => {}, 1000)'), '{}', ending.signal);
    setTimeout(() => ending.abort(), 200);
    expect(await running).toBeNull();
  });
});
