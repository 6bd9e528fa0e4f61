import { describe, expect, it } from 'vitest';
import { isolated } from '../../../src-renderer/strings/isolated.ts';

describe('A value of a sentence', () => {
  it.each(['שרה', 'film سارة.mp4', '\u202eabc'])('%j keeps its direction to itself', (value) => {
    expect(isolated(value)).toBe(`\u2068${value}\u2069`);
  });

  it.each(['Ada', 'Zoë 👨‍👩‍👧‍👦', '小明', '', 7, null])('%j stays as it is', (value) => {
    expect(isolated(value)).toBe(value);
  });
});
