import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Setting } from '../../../src-main/store/settings-table.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

let library: WrittenLibrary;
beforeEach(() => {
  library = new WrittenLibrary();
});
afterEach(() => library.close());

const share: Setting<number> = { key: 'share', shape: z.number().min(0).max(1), fallback: 0.5 };

describe('A setting', () => {
  it('is what was stored, and its fallback before and after', () => {
    expect(library.reader.settings.get(share)).toBe(0.5);
    library.store.settings.set(share, 0.25);
    expect(library.reader.settings.get(share)).toBe(0.25);
    library.store.settings.clear(share);
    expect(library.reader.settings.get(share)).toBe(0.5);
  });

  it('that does not fit its shape is not stored, and not believed when it is there', () => {
    expect(() => library.store.settings.set(share, 2)).toThrow(z.ZodError);
    const write = library.db.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)');
    for (const stored of ['2', '"x"', '{', '']) {
      write.run('share', stored);
      expect(library.reader.settings.get(share)).toBe(0.5);
    }
  });
});
