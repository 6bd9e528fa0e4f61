import { describe, expect, it, onTestFinished } from 'vitest';
import { UserFacingError } from '../../../src-main/domain/errors.ts';
import { seededRandom } from '../../../src-main/domain/random.ts';
import { fuzzFor } from '../../bench/fuzz/fuzz-for.ts';
import { loadTarget, targetNames } from '../../bench/fuzz/targets.ts';
import { trySeed } from '../../bench/fuzz/try-seed.ts';

/** Of the readers that take longer, fewer. */
const fewer = ['subtitles', 'nfo', 'query', 'conversation', 'nut', 'archive'];
const inputsOf = (name: string): number => (fewer.includes(name) ? 20 : 100);

// What these few find is found at once; `npm run bench -- fuzz` looks on for as long as one likes.
describe('the readers of foreign bytes', () => {
  it.each(targetNames)('neither throw what they do not name nor tell nonsense: %s', async (name) => {
    const target = await loadTarget(name);
    onTestFinished(() => target.end?.());
    const wrong: string[] = [];
    for (let seed = 1; seed <= inputsOf(name); seed++) {
      const { error, what } = await trySeed(target, seed);
      if (error !== null) wrong.push(`seed ${seed} (${what}): ${error}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('a seed that is tried', () => {
  const tried = (read: () => string | null) =>
    trySeed({ foreseen: [RangeError], make: () => ({ what: 'text', read }) }, 1);
  const throwing = (error: Error) => () => {
    throw error;
  };

  it('is wrong where its reader throws what it does not name, or tells nonsense', async () => {
    expect((await tried(throwing(new TypeError('oh')))).error).toContain('TypeError: oh');
    expect((await tried(() => 'the year -1')).error).toBe('the year -1');
  });

  it('is right where its reader reads it or refuses it', async () => {
    expect((await tried(() => null)).error).toBeNull();
    expect((await tried(throwing(new RangeError('too long')))).error).toBeNull();
    expect((await tried(throwing(new UserFacingError('bad-input', 'No.', 'Ask.')))).error).toBeNull();
  });

  it('stands for the same input each time', async () => {
    const { make } = await loadTarget('conversation');
    const made = () => make(seededRandom(7)).what;
    expect(made()).toBe(made());
  });
});

describe('a target', () => {
  it('is thrown at for a while in a thread of its own', async () => {
    const found = await fuzzFor('addresses', 0.5, 1);
    expect(found).toMatchObject({ crashes: 0, hangs: 0 });
    expect(found.inputs).toBeGreaterThan(0);
  });
});
