import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { programVersion } from '../../../src-main/api/version.ts';
import { runCommandLine } from '../../../src-main/hosts/cli/program.ts';
import { capturedTerminal } from './captured-terminal.ts';

async function run(...words: string[]) {
  return runIn({}, ...words);
}

async function runIn(environment: Record<string, string>, ...words: string[]) {
  const terminal = capturedTerminal(environment);
  const code = await runCommandLine(words, terminal);
  return { code, stdout: terminal.stdout.text, stderr: terminal.stderr.text };
}

const scored = ['--annotations', 'truth', '--predictions', 'found'];

describe('wrong usage ends in 2, is told on stderr, and leaves stdout empty', () => {
  test.each([
    ['no command', []],
    ['an unknown command', ['serch', '@Ada']],
    ['an unknown option', ['status', '--colour']],
    ['nothing to index', ['index']],
    ['no query', ['search']],
    ['a limit that is no number', ['search', '@Ada', '--limit', 'ten']],
    ['a limit of nothing', ['search', '@Ada', '--limit', '0']],
    ['a limit beyond the most', ['search', '@Ada', '--limit', '1001']],
    ['a person without pictures', ['people', 'add', 'Ada']],
    ['more than ten pictures', ['people', 'add', 'Ada', ...Array.from({ length: 11 }, (_, i) => `${i}.jpg`)]],
    ['an unknown verb', ['people', 'adopt', 'Ada']],
    ['a clip without a file to write', ['clip', 'm1-0-10']],
    ['subtitles without a file to write', ['subtitles', 'film.mkv']],
    ['labels that nobody knows', ['subtitles', 'film.mkv', '-o', 'film.srt', '--labels', 'often']],
    ['a port beyond the last', ['serve', '--port', '65536']],
    ['an option without its value', ['status', '--library']],
    ['metrics that nobody knows', ['evaluate', 'score', '--metric', 'bleu', ...scored]],
    ['nothing to score', ['evaluate', 'score', '--metric', 'der', '--annotations', 'a.rttm']],
    ['a collar for tracks', ['evaluate', 'score', '--metric', 'mot', ...scored, '--collar', '0.25']],
    ['a collar below nothing', ['evaluate', 'score', '--metric', 'der', ...scored, '--collar', '-1']],
    ['a word too many', ['shots', 'one.mkv', 'two.mkv']],
  ])('%s', async (_what, words) => {
    const { code, stdout, stderr } = await run(...words);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toBe('');
  });
});

test.each(['0.0.0.0', '::', '192.168.1.20'])(
  'serving on %j without a password is refused with what to do instead',
  async (address) => {
    const { code, stdout, stderr } = await run(
      'serve',
      '--host',
      address,
      '--library',
      '/nowhere',
      '--without-tls',
    );
    expect([code, stdout]).toEqual([1, '']);
    const [sentence, remedy] = stderr.trimEnd().split('\n');
    expect(sentence).toContain(`Other machines reach “${address}”, and no password keeps them out`);
    expect(remedy).toMatch(/--set-password.*ssh -L/);
  },
);

test('a password is set from a file for services, and one that is too short is refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kinora-serve-'));
  try {
    const file = join(folder, 'password');
    const set = () => runIn({ KINORA_PASSWORD_FILE: file }, 'serve', '--set-password', '--library', folder);
    writeFileSync(file, 'short\n');
    expect(await set()).toMatchObject({ code: 1, stdout: '' });
    expect(existsSync(join(folder, 'web-password'))).toBe(false);
    writeFileSync(file, 'seven quiet lanterns\nwhat follows is not read\n');
    expect((await set()).code).toBe(0);
    expect(readFileSync(join(folder, 'web-password'), 'utf8')).toMatch(/^scrypt\$/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.each(['kinora.example', ''])('serving on %j, which is no address, is refused', async (address) => {
  const { code, stderr } = await run('serve', '--host', address, '--library', '/nowhere');
  expect(code).toBe(1);
  expect(stderr).toContain('is no address');
});

test('a mistyped command is answered with the nearest one', async () => {
  expect((await run('serch', '@Ada')).stderr).toContain('search');
});

test('help and version go to stdout and end in 0', async () => {
  expect(await run('--version')).toEqual({ code: 0, stdout: `${programVersion()}\n`, stderr: '' });
  const help = await run('search', '--help');
  expect(help).toMatchObject({ code: 0, stderr: '' });
  expect(help.stdout).toContain('--limit <n>');
});

test('every command takes --library and --json', async () => {
  const verbs = [
    ...[
      'index',
      'status',
      'doctor',
      'search',
      'shots',
      'appearances',
      'clip',
      'serve',
      'watch',
      'open',
      'demo',
    ].map((v) => [v]),
    ...['add', 'list', 'remove'].map((verb) => ['people', verb]),
    ['models', 'list'],
    ...['write', 'lint', 'align', 'burn', 'mux'].map((verb) => ['subtitles', verb]),
    ['evaluate', 'score'],
  ];
  for (const verb of verbs) {
    const { stdout } = await run(...verb, '--help');
    expect(stdout, verb.join(' ')).toContain('--library <dir>');
    expect(stdout, verb.join(' ')).toContain('--json');
  }
});
