import { describe, expect, it } from 'vitest';
import { catalog, catalogModel, catalogSchema } from '../../../native-models/catalog.ts';
import { isCalibrated, namingConfidence, pairConfidence } from '../../../src-main/models/face-calibration.ts';
import { modelCacheFolder } from '../../../src-main/models/model-cache-folder.ts';

describe('the catalogue', () => {
  it('names every model and file once, and only packs that it describes', () => {
    const ids = catalog.models.map(({ id }) => id);
    const files = catalog.models.map(({ made }) => made.file);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(files).size).toBe(files.length);
    for (const { pack } of catalog.models) expect(Object.keys(catalog.packs)).toContain(pack);
  });

  it('refuses paths that lead out of their folder and hashes that are none', () => {
    const model = structuredClone(catalogModel('blazeface'));
    const parse = () => catalogSchema.safeParse({ packs: catalog.packs, models: [model] }).success;
    expect(parse()).toBe(true);
    model.made.file = '../blazeface.onnx';
    expect(parse()).toBe(false);
    model.made.file = 'blazeface.onnx';
    model.made.sha256 = 'latest';
    expect(parse()).toBe(false);
  });

  it('does not know a model that is not there', () => {
    expect(() => catalogModel('no-such-model')).toThrow('no-such-model');
  });
});

describe('certainty of who a face is', () => {
  const { threshold } = catalogModel('faceres').identity!;

  it('rises with the cosine from nearly 0 to nearly 1 and favours yes at the threshold', () => {
    const certainty = namingConfidence({ modelId: 'faceres', threshold });
    const steps = [0.4, 0.55, threshold, 0.8, 0.95].map((cosine) => certainty(cosine));
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(steps[0]).toBeLessThan(0.01);
    expect(steps[2]).toBeGreaterThan(0.5);
    expect(steps[4]).toBeGreaterThan(0.99);
  });

  it('is less for two single faces than for a track of a film that passed for somebody', () => {
    const model = { modelId: 'faceres', threshold };
    for (const cosine of [0.6, threshold, 0.75]) {
      expect(pairConfidence(model)(cosine)).toBeLessThan(namingConfidence(model)(cosine));
    }
  });

  it('is in doubt at the threshold of a model that nobody has measured, and that is known of it', () => {
    const model = { modelId: 'sface-2021dec', threshold: 0.363 };
    expect(pairConfidence(model)(0.363)).toBeCloseTo(0.5);
    expect([isCalibrated('faceres'), isCalibrated('sface-2021dec')]).toEqual([true, false]);
  });
});

describe('the cache folder', () => {
  it("is the one named by KINORA_CACHE, else the platform's", () => {
    expect(modelCacheFolder({ KINORA_CACHE: '/somewhere/else' })).toBe('/somewhere/else');
    expect(modelCacheFolder({})).toMatch(/kinora/i);
    expect(modelCacheFolder({ KINORA_CACHE: '' })).toBe(modelCacheFolder({}));
  });
});
