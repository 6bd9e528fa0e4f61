import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseByteRange } from '../../../src-main/hosts/byte-range.ts';

describe('a Range header', () => {
  it('asks for the first bytes, the rest from one byte on, or the last bytes', () => {
    expect(parseByteRange('bytes=0-99', 1000)).toEqual({ first: 0, last: 99 });
    expect(parseByteRange('bytes=900-', 1000)).toEqual({ first: 900, last: 999 });
    expect(parseByteRange('bytes=-100', 1000)).toEqual({ first: 900, last: 999 });
  });

  it('is cut to the body', () => {
    expect(parseByteRange('bytes=500-5000', 1000)).toEqual({ first: 500, last: 999 });
    expect(parseByteRange('bytes=-5000', 1000)).toEqual({ first: 0, last: 999 });
  });

  it('outside the body cannot be satisfied', () => {
    expect(parseByteRange('bytes=1000-', 1000)).toBe('unsatisfiable');
    expect(parseByteRange('bytes=-0', 1000)).toBe('unsatisfiable');
    expect(parseByteRange('bytes=0-', 0)).toBe('unsatisfiable');
  });

  it.each([null, '', 'bytes', 'bytes=', 'bytes=-', 'bytes=5-2', 'items=0-1', 'bytes=0-1,4-5', 'bytes=a-b'])(
    'that reads %j is ignored',
    (header) => {
      expect(parseByteRange(header, 1000)).toBeNull();
    },
  );

  it('never leads outside the body', () => {
    const edge = fc.oneof(fc.nat(), fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.constant(''));
    fc.assert(
      fc.property(edge, edge, fc.nat(), (from, to, size) => {
        const range = parseByteRange(`bytes=${from}-${to}`, size);
        if (range === null || range === 'unsatisfiable') return;
        expect(range.first).toBeGreaterThanOrEqual(0);
        expect(range.last).toBeGreaterThanOrEqual(range.first);
        expect(range.last).toBeLessThan(size);
      }),
    );
  });
});

test.each([
  `bytes=${' '.repeat(100_000)}x`,
  `bytes=1-${' '.repeat(100_000)}x`,
  `${' '.repeat(100_000)}x`,
  `bytes=${'1'.repeat(100_000)}x`,
])('a long header that is none takes no time', (header) => {
  const began = performance.now();
  expect(parseByteRange(header, 100)).toBeNull();
  expect(performance.now() - began).toBeLessThan(500);
});
