import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CalibrationStore } from '../../../../src-main/models/sessions/calibration-store.ts';

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'kinora-calibration-'));
});
afterEach(() => rm(cache, { recursive: true, force: true }));

const plan = { provider: 'cpu', threads: 2, batch: 4, msPerItem: 1.5 };

describe('what was measured on a machine', () => {
  it('is there for the next process, and only on the same machine', async () => {
    await new CalibrationStore(cache, 'this machine').add({ models: { abc: plan } });
    expect((await new CalibrationStore(cache, 'this machine').read()).models).toEqual({ abc: plan });
    expect((await new CalibrationStore(cache, 'another').read()).models).toEqual({});
  });

  it('keeps what another process found in between', async () => {
    const one = new CalibrationStore(cache, 'this machine');
    const other = new CalibrationStore(cache, 'this machine');
    await Promise.all([one.read(), other.read()]);
    await one.add({ models: { abc: plan } });
    await other.add({ models: { def: plan } });
    expect(Object.keys((await new CalibrationStore(cache, 'this machine').read()).models)).toEqual([
      'abc',
      'def',
    ]);
  });

  it('is kept for the process where it cannot be written', async () => {
    await writeFile(join(cache, 'models'), 'a file where the folder belongs');
    const store = new CalibrationStore(cache, 'this machine');
    await store.add({ models: { abc: plan } });
    expect((await store.read()).models).toEqual({ abc: plan });
  });

  it.each([
    '',
    '{"version": 1, "machines": 5}',
    '{"version": 7}',
    '{"version":1,"machines":{"this machine":{}}}',
  ])('is measured anew where the file says %j', async (text) => {
    await mkdir(join(cache, 'models'));
    await writeFile(join(cache, 'models', 'calibration.json'), text);
    const store = new CalibrationStore(cache, 'this machine');
    expect((await store.read()).models).toEqual({});
    await store.add({ models: { abc: plan } });
    expect((await new CalibrationStore(cache, 'this machine').read()).models).toEqual({ abc: plan });
  });

  it('does not grow for ever on a disk that many machines share', async () => {
    for (let machine = 0; machine < 30; machine++) {
      await new CalibrationStore(cache, `machine ${machine}`).add({ models: { abc: plan } });
    }
    const { machines } = JSON.parse(await readFile(join(cache, 'models', 'calibration.json'), 'utf8'));
    expect(Object.keys(machines)).toHaveLength(20);
    expect(machines['machine 29']).toBeDefined();
  });
});
