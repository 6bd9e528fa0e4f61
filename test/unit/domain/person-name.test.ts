import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldCharacter, foldName } from '../../../src-main/domain/person-name.ts';

describe('names that are compared', () => {
  it('are the same without case, accents and differences of spacing and quotation marks', () => {
    expect(foldName('Zoë  O’Neil ')).toBe("zoe o'neil");
    expect(foldName('ZOE O`NEIL')).toBe("zoe o'neil");
  });

  it('are folded letter by letter, whatever they are written in', () => {
    const names = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(names, (name) => {
        const letters = [...name].map(foldCharacter).join('');
        expect(foldName(name)).toBe(letters.replace(/\s+/g, ' ').trim());
      }),
    );
  });
});
