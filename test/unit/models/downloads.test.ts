import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../native-models/catalog.ts';
import { catalogJsonSchema } from '../../../native-models/catalog-json-schema.ts';
import { downloads, downloadsSchema } from '../../../native-models/downloads.ts';
import { familyOf } from '../../../native-models/families.ts';

const nativeModels = join(import.meta.dirname, '../../../native-models');
const entry = (id: string) => structuredClone(downloads.find((model) => model.id === id)!);
const accepted = (model: unknown): boolean => downloadsSchema.safeParse({ models: [model] }).success;

describe('the catalogue of models that can be fetched', () => {
  it('holds every file of its folder', () => {
    const names = readdirSync(join(nativeModels, 'catalog'));
    const ids = names.flatMap((name) => {
      const text = readFileSync(join(nativeModels, 'catalog', name), 'utf8');
      return downloadsSchema.parse(JSON.parse(text)).models.map(({ id }) => id);
    });
    expect(downloads.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  });

  it('names every model once, beside those of the starter pack too', () => {
    const ids = [...catalog.models, ...downloads].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    ['face-detector', ['yunet', 'scrfd']],
    ['face-embedder', ['sface', 'arcface']],
    ['visual-text-encoder', ['clip', 'siglip']],
    ['asr', ['whisper']],
    ['speaker-embedder', ['wespeaker']],
    ['text-embedder', ['sentence-transformer']],
    ['open-vocabulary-detector', ['owlvit']],
    ['active-speaker', ['lr-asd']],
  ])('has models of the family %s', (family, contracts) => {
    const found = downloads.filter((model) => model.family === family);
    expect(found.map((model) => model.graphContract)).toEqual(expect.arrayContaining(contracts));
  });

  it('says of every model that is not free for all uses that it is non-commercial', () => {
    for (const { id, licence, pack } of downloads) {
      expect(licence.nonCommercial, id).toBe(licence.inWords.startsWith('Non-commercial'));
      expect(pack === 'research', id).toBe(licence.nonCommercial);
    }
  });

  it('puts every model of the starter pack into a family', () => {
    for (const { task } of catalog.models) expect(() => familyOf(task)).not.toThrow();
  });

  it('refuses what would lead out of the folder, an address that is not safe, and a claim without proof', () => {
    expect(accepted(entry('sface-2021dec'))).toBe(true);
    const outside = entry('sface-2021dec');
    outside.files[0]!.path = '../sface.onnx';
    const plain = entry('sface-2021dec');
    plain.files[0]!.address = 'http://example.org/sface.onnx';
    const unproven = entry('sface-2021dec');
    delete unproven.files[0]!.sha256;
    const nowhere = entry('sface-2021dec');
    delete nowhere.files[0]!.address;
    const twice = entry('sface-2021dec');
    twice.files.push(twice.files[0]!);
    expect([outside, plain, unproven, nowhere, twice].map(accepted)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it('has a JSON Schema that is current', () => {
    const written: unknown = JSON.parse(readFileSync(join(nativeModels, 'catalog.schema.json'), 'utf8'));
    expect(written).toEqual(JSON.parse(catalogJsonSchema()));
  });
});
