import { expect, test } from 'vitest';
import { UserFacingError } from '../../../src-main/domain/errors.ts';
import { EventLog, loggedError, stackOf, type LogEntry } from '../../../src-main/domain/event-log.ts';

test('an entry can be sent to another thread as it is', () => {
  const entries: LogEntry[] = [];
  const log = new EventLog((entry) => entries.push(entry));
  const error = loggedError(new Error('the disk is gone'));
  log.tell('film.failed', { film: '/films/a.mkv', pass: 'frames', again: false, error });
  expect(structuredClone(entries)).toEqual(entries);
  expect(entries[0]).toMatchObject({
    level: 'warn',
    event: 'film.failed',
    facts: { film: '/films/a.mkv', error },
  });
});

test('an error is kept with its code, its sentence and what lay beneath', () => {
  const deepest = new Error('EIO: i/o error');
  const beneath = new Error('ffmpeg ended with 1', { cause: deepest });
  const error = new UserFacingError('unreadable-file', 'The film breaks off.', 'Copy it again.', beneath);
  const logged = loggedError(error);
  expect(logged).toMatchObject({
    code: 'unreadable-file',
    sentence: 'The film breaks off.',
    causes: ['ffmpeg ended with 1', 'EIO: i/o error'],
  });
  expect(logged.stack).toContain('event-log.test.ts');
  expect(loggedError('thrown as text')).toMatchObject({ code: 'internal', causes: [], stack: null });
});

test('an error that is its own cause, or as long as a film, stays small', () => {
  const circle = new Error('x'.repeat(100_000));
  circle.cause = circle;
  expect(JSON.stringify(loggedError(circle)).length).toBeLessThan(20_000);
});

test('where an error came from is told without what it says', () => {
  const stack = stackOf(new Error('Nobody is called Ada.\n    at the table with Ada'));
  expect(stack.length).toBeGreaterThan(0);
  expect(stack.join('\n')).not.toContain('Ada');
});
