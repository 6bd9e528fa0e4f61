import { describe, expect, it } from 'vitest';
import { downloads, type DownloadModel } from '../../../native-models/downloads.ts';
import { describeDownload } from '../../../src-main/models/describe-download.ts';

const entry = (id: string): DownloadModel => downloads.find((model) => model.id === id)!;

/** Every text that a description holds. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

describe('the description of a model of the catalogue', () => {
  const described = downloads.flatMap((model) => {
    const description = describeDownload(model);
    return description ? [{ model, description }] : [];
  });

  it('is there for every family that an adapter runs', () => {
    const families = new Set(described.map(({ model }) => model.family));
    for (const family of [
      'face-detector',
      'face-embedder',
      'object-detector',
      'person-embedder',
      'audio-events',
      'visual-text-encoder',
      'asr',
      'speaker-embedder',
      'text-embedder',
      'shot-boundary',
    ] as const) {
      expect(families, family).toContain(family);
    }
  });

  it('names only files that the model has, and inputs and outputs that the catalogue tells of', () => {
    for (const { model, description } of described) {
      const files = model.files.map(({ path }) => path);
      const mentioned = textsIn(description).filter((text) => /\.(onnx|json|csv)$/.test(text));
      for (const file of mentioned) expect(files, model.id).toContain(file);
      if (description.adapter === 'whisper') continue;
      const known = [...model.inputs, ...model.outputs].map(({ name }) => name);
      const named = textsIn(
        'image' in description
          ? [
              description.image.input.name,
              description.image.output,
              description.text.input,
              description.text.output,
            ]
          : 'inputs' in description
            ? [description.inputs, description.output]
            : 'grids' in description
              ? [description.input.name, description.grids]
              : 'output' in description
                ? [description.output]
                : [],
      );
      for (const name of named) expect(known, model.id).toContain(name);
    }
  });

  it('is none for kinds that nothing runs', () => {
    expect(describeDownload(entry('lr-asd-ava'))).toBeNull();
  });

  it('takes threshold, likeness and number format from the catalogue', () => {
    expect(describeDownload(entry('sface-2021dec'))).toMatchObject({ threshold: 0.363, dimension: 128 });
    expect(describeDownload(entry('siglip2-base-224'))).toMatchObject({
      likeness: { scale: 112.668907, bias: -16.771724700927734 },
      text: { maxTokens: 64, padding: { token: 0 }, lowerCase: true },
    });
    expect(describeDownload(entry('whisper-base'))).toMatchObject({
      precision: { encoder: 'fp32', decoder: 'q4' },
    });
    expect(describeDownload(entry('whisper-tiny'))).toMatchObject({
      precision: { encoder: 'q8', decoder: 'q8' },
    });
    expect(describeDownload(entry('yolox-s'))).toMatchObject({ input: { width: 640, height: 640 } });
    expect(describeDownload(entry('all-minilm-l6'))).toMatchObject({ maxTokens: 256 });
    expect(describeDownload(entry('multilingual-e5-small'))).toMatchObject({
      maxTokens: 512,
      prefixes: { query: 'query: ' },
    });
    expect(describeDownload(entry('osnet-x0-25'))).toMatchObject({ batch: 16 });
  });
});
