import { afterAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src-main/domain/random.ts';
import { damagePages } from '../../bench/faults/damaged-page.ts';
import { interruptedWorks } from '../../bench/faults/interrupted-works.ts';
import { interruptAtAnyInstant } from '../../bench/faults/kill-at-any-instant.ts';
import { fillDisks, lockDisks, SmallDisk } from '../../bench/faults/small-disk.ts';

// A few runs of `npm run bench -- faults`, with a seed of their own.
const runs = 40;
const random = seededRandom(3);

describe.skipIf(process.platform !== 'linux')('A library whose process is killed at any instant', () => {
  it.each(Object.keys(interruptedWorks))('during %s keeps all that was acknowledged', async (name) => {
    expect(await interruptAtAnyInstant(name, runs, random)).toEqual([]);
  });
});

describe('A library with a damaged page', () => {
  it('is mended or restored, and loses nothing', async () => {
    const { problems, sound } = await damagePages(runs, random);
    expect(problems).toEqual([]);
    expect(sound).toBeLessThan(runs / 2);
  });
});

const disk = process.platform === 'linux' ? SmallDisk.open() : null;
afterAll(() => disk?.close());

describe.skipIf(!disk)('A library on a small disk', () => {
  it('keeps all that was acknowledged before the disk was full, and goes on when there is room', () => {
    expect(fillDisks(disk!, runs, random)).toEqual([]);
  });

  it('that may only be read says so, and is whole when it may be written again', () => {
    expect(lockDisks(disk!, runs, random)).toEqual([]);
  });
});
