import { describe, expect, it } from 'vitest';
import { OnnxGraphWriter } from '../../../native-models/onnx/onnx-graph-writer.ts';
import { findTokenEmbedding } from '../../../native-models/text-encoder/token-embedding.ts';

const int32 = 6;
const float16 = 10;

/** A graph that takes token ids; `build` looks them up and returns the name of the output. */
function graphOf(build: (writer: OnnxGraphWriter) => string) {
  const writer = new OnnxGraphWriter('text');
  writer.addInput('input_ids', 'int64', ['batch', 'sequence']);
  writer.addOutput(build(writer), 'float32', ['batch', 'sequence', 4]);
  return writer.toModel();
}
const floats = (writer: OnnxGraphWriter, dimensions = [6, 4]) =>
  writer.addConstant(
    new Float32Array(dimensions.reduce((product, size) => product * size, 1)),
    dimensions,
    'table',
  );
const codes = (writer: OnnxGraphWriter) => writer.addConstant(new Uint8Array(24), [6, 4], 'codes');
const scale = (writer: OnnxGraphWriter) => writer.addConstant(Float32Array.of(0.5), [], 'scale');

describe('where the words of a text encoder are looked up', () => {
  it('is found behind any change of form of the ids', () => {
    const model = graphOf((writer) => {
      const cast = writer.addNode('Cast', ['input_ids'], { to: { int: int32 } });
      const sizes = writer.addConstant(BigInt64Array.of(-1n), [1], 'sizes');
      return writer.addNode(
        'Gather',
        [floats(writer), writer.addNode('Reshape', [cast, sizes])],
        {},
        'words',
      );
    });
    expect(findTokenEmbedding(model, 'input_ids')).toEqual({
      value: 'words',
      elementType: 'float32',
      dimension: 4,
      vocabulary: 6,
    });
  });

  it('is where floats appear, whether the table is widened before or after', () => {
    const before = graphOf((writer) => {
      const table = writer.addNode('DequantizeLinear', [codes(writer), scale(writer)]);
      return writer.addNode('Gather', [table, 'input_ids'], {}, 'words');
    });
    const after = graphOf((writer) => {
      const row = writer.addNode('Gather', [codes(writer), 'input_ids']);
      return writer.addNode('DequantizeLinear', [row, scale(writer)], {}, 'words');
    });
    for (const model of [before, after]) {
      expect(findTokenEmbedding(model, 'input_ids')).toMatchObject({
        value: 'words',
        elementType: 'float32',
      });
    }
  });

  it('tells 16-bit floats', () => {
    const model = graphOf((writer) => {
      const table = writer.addNode('Cast', [floats(writer)], { to: { int: float16 } });
      return writer.addNode('Gather', [table, 'input_ids'], {}, 'words');
    });
    expect(findTokenEmbedding(model, 'input_ids').elementType).toBe('float16');
  });

  it('is not where places, columns or other shapes are looked up', () => {
    const places = graphOf((writer) => {
      const sizes = writer.addNode('Shape', ['input_ids']);
      return writer.addNode('Gather', [floats(writer), sizes]);
    });
    const columns = graphOf((writer) =>
      writer.addNode('Gather', [floats(writer), 'input_ids'], { axis: { int: 1 } }),
    );
    const cube = graphOf((writer) => writer.addNode('Gather', [floats(writer, [2, 3, 4]), 'input_ids']));
    for (const model of [places, columns, cube]) {
      expect(() => findTokenEmbedding(model, 'input_ids')).toThrow('No Gather looks up "input_ids"');
    }
  });

  it('is not where codes stay codes', () => {
    const model = graphOf((writer) => writer.addNode('Gather', [codes(writer), 'input_ids'], {}, 'rows'));
    expect(() => findTokenEmbedding(model, 'input_ids')).toThrow('"rows" are not floats');
  });
});
