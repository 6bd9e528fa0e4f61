import { expect, test } from 'vitest';
import { CommandContext } from '../../../src-main/hosts/cli/command-context.ts';
import { jsonFailure } from '../../../src-main/hosts/cli/json-shapes.ts';
import { UserFacingError } from '../../../src-main/domain/errors.ts';
import { capturedTerminal } from './captured-terminal.ts';

function contextWith(json: boolean) {
  const terminal = capturedTerminal();
  const context = new CommandContext({
    terminal,
    json,
    libraryFolder: '/library',
    signal: new AbortController().signal,
  });
  return { terminal, context };
}

const summary = {
  videos: 2,
  failed: [{ path: '/films/a\nb.mkv', reason: 'It is empty.' }],
  warnings: [],
  seconds: 1.5,
};

test('a result is one line of JSON of the documented shape and nothing else', () => {
  const { terminal, context } = contextWith(true);
  context.result('index', { ...summary, extra: 1 } as typeof summary, () => 'for people');
  expect(terminal.stdout.text.split('\n')).toEqual([JSON.stringify(summary), '']);
});

test('a result that breaks the contract is not written', () => {
  const { terminal, context } = contextWith(true);
  expect(() => context.result('index', { videos: 2 } as unknown as typeof summary, () => '')).toThrow();
  expect(terminal.stdout.text).toBe('');
});

test('without --json people get text', () => {
  const { terminal, context } = contextWith(false);
  context.result('index', summary, () => 'for people');
  expect(terminal.stdout.text).toBe('for people\n');
});

const trouble = new UserFacingError('unreadable-file', 'The file a\nb.mkv is empty.', 'Copy it again.');

test('an error is a sentence and a remedy on stderr, each on one line', () => {
  const { terminal, context } = contextWith(false);
  context.sayProblem(trouble);
  expect(terminal.stderr.text).toBe('The file a\\nb.mkv is empty.\nCopy it again.\n');
  expect(terminal.stdout.text).toBe('');
});

test('with --json an error is one line of JSON on stderr', () => {
  const { terminal, context } = contextWith(true);
  context.sayProblem(trouble);
  const [line, rest] = terminal.stderr.text.split('\n');
  expect(jsonFailure.parse(JSON.parse(line!)).error).toEqual(trouble.toProblem());
  expect(rest).toBe('');
});

test('paths are seen from where the person stands', () => {
  const { context } = contextWith(false);
  expect(context.path('a.mkv')).toBe('/films/a.mkv');
  expect(context.path('../b.mkv')).toBe('/b.mkv');
  expect(context.path('/c.mkv')).toBe('/c.mkv');
});
