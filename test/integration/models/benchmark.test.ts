import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogModel } from '../../../native-models/catalog.ts';
import { benchmarkModels, medianOf } from '../../../src-main/models/sessions/benchmark.ts';
import { readRunPlaces } from '../../../src-main/models/sessions/run-place.ts';
import { readStarterModel } from '../../../src-main/models/starter-pack.ts';

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'kinora-benchmark-'));
});
afterEach(() => rm(cache, { recursive: true, force: true }));

const model = catalogModel('blazeface');
const measured = {
  id: model.id,
  sha256: model.made.sha256,
  read: () => readStarterModel(cache, model),
};
const environment = { KINORA_PROVIDERS: 'abacus' };
const signal = new AbortController().signal;

describe('measuring how fast models run', () => {
  it('gives a figure for each provider that works and a reason for each that does not', async () => {
    const [abacus, cpu, ...more] = await benchmarkModels(cache, [measured], { runs: 3, signal, environment });
    expect(abacus).toEqual({
      model: 'blazeface',
      provider: 'abacus',
      chosen: false,
      problem: expect.stringContaining('no such provider'),
    });
    expect(cpu).toMatchObject({ provider: 'cpu', chosen: true, runs: 3, batch: 1 });
    expect(cpu!.msPerItem! * cpu!.itemsPerSecond!).toBeCloseTo(1000);
    expect(more).toEqual([]);
    expect((await readRunPlaces(cache, environment))(model.made.sha256).provider).toBe('cpu');
  });

  it('goes on with the next model when one cannot be read', async () => {
    const broken = {
      ...measured,
      id: 'broken',
      read: async () => {
        throw new Error('The file is gone.');
      },
    };
    const options = { runs: 1, signal, environment: { KINORA_PROVIDERS: 'cpu' } };
    const rows = await benchmarkModels(cache, [broken, measured], options);
    expect(rows.map(({ model: id, problem }) => [id, problem])).toEqual([
      ['broken', 'The file is gone.'],
      ['blazeface', undefined],
    ]);
  });

  it('ends when it is told to', async () => {
    const ended = AbortSignal.abort();
    await expect(
      benchmarkModels(cache, [measured], { runs: 1, signal: ended, environment }),
    ).rejects.toThrow();
  });

  it('takes the middle of an odd count and the mean of the two middle ones of an even count', () => {
    expect(medianOf([9, 1, 5])).toBe(5);
    expect(medianOf([9, 1, 5, 6])).toBe(5.5);
  });
});
