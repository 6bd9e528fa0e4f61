import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyModel, soundModel } from './graph-samples.ts';
import { problemsOf } from '../../../native-models/onnx/check-model.ts';
import { GraphError } from '../../../native-models/onnx/onnx-model.ts';
import { readModel } from '../../../native-models/onnx/read-model.ts';
import { writeModel } from '../../../native-models/onnx/write-model.ts';
import { buildTextEncoder } from '../../fixtures/models/clip-text-encoder.ts';

/** Bytes as length-delimited field `number` of a message. */
function field(number: number, bytes: Uint8Array): Buffer {
  const length: number[] = [];
  for (let left = bytes.length; ; left >>>= 7) {
    length.push(left > 127 ? (left & 127) | 128 : left);
    if (left <= 127) break;
  }
  return Buffer.concat([Buffer.of((number << 3) | 2, ...length), bytes]);
}

const irVersion = Buffer.of(1 << 3, 8);
const graphField = 7;
const nodeField = 1;

describe('a model that is written', () => {
  it('is read as it was, whatever it holds', () => {
    fc.assert(
      fc.property(anyModel, (model) => {
        expect(readModel(writeModel(model))).toEqual(model);
      }),
      { numRuns: 200 },
    );
  });

  it('is the same bytes again', () => {
    fc.assert(
      fc.property(soundModel, (model) => {
        const bytes = writeModel(model);
        expect(Buffer.compare(writeModel(readModel(bytes)), bytes)).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  it('shares the values of its constants with the bytes it was read from', () => {
    const bytes = buildTextEncoder();
    const [constant] = readModel(bytes).graph.initializer;
    expect(constant?.rawData?.buffer).toBe(bytes.buffer);
  });
});

describe('bytes that are no sound model', () => {
  it('are read or refused with a GraphError, never worse, after any damage', () => {
    const whole = buildTextEncoder();
    const damage = fc.record({
      changes: fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 20 }),
      cut: fc.option(fc.nat(whole.length)),
      from: fc.constantFrom(0, 0, 0, 1, 5),
    });
    let refused = 0;
    fc.assert(
      fc.property(damage, ({ changes, cut, from }) => {
        const bytes = Uint8Array.from(whole);
        // The graph's structure is at the beginning; half of the changes go there.
        changes.forEach(([at, value], index) => (bytes[index % 2 ? at % 4000 : at] = value));
        try {
          problemsOf(readModel(bytes.subarray(from, cut ?? bytes.length)));
        } catch (error) {
          expect(error).toBeInstanceOf(GraphError);
          refused++;
        }
      }),
      { numRuns: 500 },
    );
    expect(refused).toBeGreaterThan(100);
  });

  it('are refused when they are anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          readModel(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(GraphError);
        }
      }),
      { numRuns: 500 },
    );
    for (const text of [
      '',
      '<!doctype html><title>Not found</title>',
      '{"error":"gone"}',
      'PK\u0003\u0004',
    ]) {
      expect(() => readModel(Buffer.from(text))).toThrow(GraphError);
    }
  });

  it('are refused before they fill the memory: millions of empty nodes, millions of numbers', () => {
    const empty = field(nodeField, new Uint8Array(0));
    const nodes = Buffer.alloc(empty.length * 3_000_000, empty);
    expect(() => readModel(Buffer.concat([irVersion, field(graphField, nodes)]))).toThrow('more parts');
    const numbers = field(5, field(8, new Uint8Array(14_000_000)));
    const inNode = field(graphField, field(nodeField, numbers));
    expect(() => readModel(Buffer.concat([irVersion, inNode]))).toThrow('more parts');
  });

  it('are refused when graphs lie in graphs without end, and when the file is larger than allowed', () => {
    let graph: Uint8Array = Buffer.alloc(0);
    for (let depth = 0; depth < 60; depth++) graph = field(nodeField, field(5, field(6, graph)));
    expect(() => readModel(Buffer.concat([irVersion, field(graphField, graph)]))).toThrow(
      'graphs within graphs',
    );
    const limits = { bytes: 10, memory: 1000 };
    expect(() => readModel(buildTextEncoder(), limits)).toThrow('at most 10');
  });

  it('are refused when they hold no graph', () => {
    expect(() => readModel(irVersion)).toThrow('no ONNX graph');
    expect(() => readModel(field(graphField, new Uint8Array(0)))).toThrow('no ONNX graph');
  });
});
