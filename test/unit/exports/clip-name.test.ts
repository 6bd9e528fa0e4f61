import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipName } from '../../../src-main/exports/clip-name.ts';

describe("A clip's name", () => {
  it('tells the film and the stretch', () => {
    expect(clipName('The Mug', 62.3, 68)).toBe('The Mug 01m02.3s-01m08.0s');
    expect(clipName('The Mug', 3661.25, 3700)).toBe('The Mug 1h01m01.3s-1h01m40.0s');
    expect(clipName('The Mug', 59.96, 61)).toBe('The Mug 01m00.0s-01m01.0s');
  });

  it('is allowed on every platform, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (title) => {
        const name = `${clipName(title, 1, 2)}.mp4`;
        // eslint-disable-next-line no-control-regex
        expect(name).not.toMatch(/[<>:"/\\|?*\u0000-\u001f]/);
        expect(name).not.toMatch(/^[ .]/);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(210);
      }),
    );
  });

  it('does not end inside a character', () => {
    expect(clipName('👩‍🚀'.repeat(100), 1, 2)).toMatch(/^(?:👩‍🚀)+ 00m01\.0s-00m02\.0s$/u);
  });

  it('has something to say for a title of forbidden characters', () => {
    expect(clipName('???', 1, 2)).toMatch(/\S.* 00m01/);
  });
});
