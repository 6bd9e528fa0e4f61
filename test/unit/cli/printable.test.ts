import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printable } from '../../../src-main/hosts/cli/output/printable.ts';

test('leaves quotes, emoji and other scripts as they are', () => {
  const name = `Zoë "the 🎬" O'Neil 李`;
  expect(printable(name)).toBe(name);
});

test('shows a newline in a name as an escape instead of starting a line', () => {
  expect(printable('Ada\nBo')).toBe('Ada\\nBo');
});

test('shows an escape sequence instead of letting it colour the screen', () => {
  expect(printable('\u001b[31mred')).toBe('\\u001b[31mred');
});

test('shows marks that turn the direction of writing', () => {
  expect(printable('gpj.\u202efilm')).toBe('gpj.\\u202efilm');
});

test('never lets a control character through', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(/[\p{Cc}\u2028\u2029]/u.test(printable(text))).toBe(false);
    }),
  );
});
