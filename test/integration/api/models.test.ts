import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../../src-main/api/contract.ts';
import { openCore, type Core } from '../../../src-main/api/core.ts';

let home: string;
let core: Core;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'kinora-models-'));
  core = await openCore({ libraryFolder: join(home, 'library'), modelCache: join(home, 'cache') });
});
afterAll(async () => {
  await core.close();
  await rm(home, { recursive: true, force: true });
});

describe('the calls about models', () => {
  it('list the starter pack and what can be fetched, in the form of the contract', async () => {
    const { models } = contract['models.list'].output.parse(await core.call('models.list', {}));
    const byId = new Map(models.map((model) => [model.id, model]));
    expect(byId.get('faceres')).toMatchObject({ pack: 'starter', inUse: true, nonCommercial: false });
    expect(byId.get('sface-2021dec')).toMatchObject({
      family: 'face-embedder',
      state: 'available',
      verified: true,
      served: true,
      installedBytes: 0,
    });
    expect(byId.get('arcface-w600k-r50')).toMatchObject({ pack: 'research', nonCommercial: true });
    expect(byId.get('clip-vit-b32')).toMatchObject({ verified: false, bytesComplete: false, served: true });
    expect(byId.get('wespeaker-resnet34-lm')).toMatchObject({ served: true });
    expect(byId.get('lr-asd-ava')).toMatchObject({ served: false });
  });

  it('make the starter pack, tell that it changed, and verify it', async () => {
    let changes = 0;
    const stop = core.on('library.changed', ({ what }) => {
      if (what === 'models') changes++;
    });
    const { installed, failed } = await core.call('models.install', { name: 'starter' });
    stop();
    expect(failed).toEqual([]);
    expect(installed).toContain('faceres');
    expect(changes).toBeGreaterThan(0);
    const { whole, broken } = await core.call('models.verify', { name: 'starter' });
    expect([whole.toSorted(), broken]).toEqual([installed.toSorted(), []]);
  });

  it('refuse in one sentence what they cannot do', async () => {
    await expect(core.call('models.use', { id: 'lr-asd-ava' })).rejects.toThrow(
      'Nothing in this version uses LR-ASD, trained on AVA yet.',
    );
    await expect(core.call('models.use', { id: 'sface-2021dec' })).rejects.toThrow('is not installed');
    await expect(core.call('models.install', { name: 'gpt' })).rejects.toThrow('no model and no pack');
    await expect(core.call('models.import', { path: join(home, 'stick') })).rejects.toThrow('nothing at');
    await expect(core.call('models.remove', { id: 'faceres' })).rejects.toThrow('starter pack');
    expect(await core.call('models.remove', { id: 'yamnet' })).toEqual({ removed: false });
    expect(await core.call('models.cancel', {})).toEqual({ cancelled: false });
  });
});
