import { describe, expect, it } from 'vitest';
import { nextSpeed } from '../../../src-renderer/rules/speeds.ts';

describe('the speed of a film', () => {
  it('goes up and down by steps', () => {
    expect(nextSpeed(1, 1)).toBe(1.25);
    expect(nextSpeed(1, -1)).toBe(0.75);
  });

  it('has a fastest and a slowest', () => {
    expect(nextSpeed(2, 1)).toBe(2);
    expect(nextSpeed(0.25, -1)).toBe(0.25);
  });
});
