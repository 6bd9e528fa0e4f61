import { describe, expect, it } from 'vitest';
import { shortened } from '../../../src-main/domain/shortened.ts';

describe('A text that is shortened', () => {
  it.each([
    ['Kettle', 10, 'Kettle'],
    ['Kettle', 6, 'Kettle'],
    ['Kettle', 3, 'Ket'],
    ['the kettle', 4, 'the'],
    ['ab👨‍👩‍👧‍👦', 5, 'ab'],
    ['🇯🇵🇧🇷', 6, '🇯🇵'],
    ['ë'.normalize('NFD'), 1, ''],
  ])('as %j to %i keeps whole characters', (text, longest, kept) => {
    expect(shortened(text, longest)).toBe(kept);
  });
});
