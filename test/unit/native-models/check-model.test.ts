import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  floatValue,
  graphAttribute,
  emptyGraph,
  modelOf,
  node,
  soundModel,
  twoFloats,
} from './graph-samples.ts';
import { checkModel, problemsOf } from '../../../native-models/onnx/check-model.ts';
import type { OnnxGraph, OnnxTensor } from '../../../native-models/onnx/onnx-model.ts';

const x = floatValue('x');
const y = floatValue('y');
const sound: Partial<OnnxGraph> = { input: [x], node: [node('Relu', ['x'], ['y'])], output: [y] };
const withConstant = (tensor: Partial<OnnxTensor>) =>
  problemsOf(modelOf({ ...sound, initializer: [{ ...twoFloats('c'), ...tensor }] }));

describe('a sound model', () => {
  it('has no problems', () => {
    fc.assert(
      fc.property(soundModel, (model) => {
        expect(problemsOf(model)).toEqual([]);
      }),
    );
    expect(() => checkModel(modelOf(sound))).not.toThrow();
  });

  it('may leave inputs out, and use names from outside in an inner graph', () => {
    const inner = { ...emptyGraph, node: [node('Relu', ['x'], ['z'])], output: [floatValue('z')] };
    const branches = [graphAttribute('then_branch', inner), graphAttribute('else_branch', { ...inner })];
    const graph = {
      ...sound,
      node: [node('Clip', ['x', '', 'x'], ['c']), node('If', ['c'], ['y'], branches)],
    };
    expect(problemsOf(modelOf(graph))).toEqual([]);
  });
});

describe('what is wrong is told by name', () => {
  it('a value that nothing makes, and one that is made later', () => {
    const missing = modelOf({ ...sound, node: [node('Add', ['x', 'gone'], ['y'])] });
    expect(problemsOf(missing)).toEqual(['The Add node "y" takes "gone", which nothing before it makes.']);
    const late = modelOf({ ...sound, node: [node('Relu', ['h'], ['y']), node('Relu', ['x'], ['h'])] });
    expect(problemsOf(late)).toEqual(['The Relu node "y" takes "h", which nothing before it makes.']);
    const inner = { ...emptyGraph, node: [node('Relu', ['gone'], ['z'])], output: [floatValue('z')] };
    const nested = modelOf({
      ...sound,
      node: [node('If', ['x'], ['y'], [graphAttribute('then_branch', inner)])],
    });
    expect(problemsOf(nested).join()).toContain('"gone"');
  });

  it('each of a hundred thousand and more problems of an inner graph', () => {
    const many = Array.from({ length: 150_000 }, (_, at) => node('Relu', ['gone'], [`z${at}`]));
    const inner = { ...emptyGraph, node: many, output: [floatValue('z0')] };
    const branch = node('If', ['x'], ['y'], [graphAttribute('then_branch', inner)]);
    expect(problemsOf(modelOf({ ...sound, node: [branch] }))).toHaveLength(many.length);
  });

  it('a constant of a hundred thousand sizes, at once', () => {
    const begun = process.cpuUsage();
    expect(withConstant({ dims: Array<bigint>(100_000).fill(2n ** 62n) })[0]).toContain(
      'has impossible sizes',
    );
    expect(process.cpuUsage(begun).user).toBeLessThan(1e6);
  });

  it('an output that nothing makes, and no output', () => {
    expect(problemsOf(modelOf({ ...sound, output: [floatValue('z')] }))).toEqual([
      'Nothing makes the output "z".',
    ]);
    expect(problemsOf(modelOf({ ...sound, output: [] }))).toEqual(['The graph has no output.']);
  });

  it('a name that is made twice', () => {
    const twice = modelOf({ ...sound, node: [node('Relu', ['x'], ['y']), node('Abs', ['x'], ['y'])] });
    expect(problemsOf(twice)).toEqual(['The name "y" is made twice, the second time by the Abs node "y".']);
  });

  it('a constant with too few or too many values, impossible sizes, an unknown type', () => {
    expect(withConstant({})).toEqual([]);
    expect(withConstant({ rawData: new Uint8Array(7) })[0]).toContain('"c" has not the values');
    expect(withConstant({ rawData: new Uint8Array(0) })[0]).toContain('"c" has not the values');
    expect(withConstant({ rawData: new Uint8Array(0), floatData: [1, 2] })).toEqual([]);
    expect(withConstant({ dims: [-2n] })[0]).toContain('impossible sizes [-2]');
    expect(withConstant({ dims: [2n ** 40n, 2n ** 40n] })[0]).toContain('impossible sizes');
    expect(withConstant({ dataType: 99 })[0]).toContain('no known element type');
    // 4-bit numbers share bytes: three of them take two.
    expect(withConstant({ dataType: 22, dims: [3n], rawData: new Uint8Array(2) })).toEqual([]);
    expect(withConstant({ dims: [0n], rawData: new Uint8Array(0) })).toEqual([]);
  });

  it('values in another file, unless that is allowed, and never outside the folder', () => {
    const at = (location: string): Partial<OnnxTensor> => ({
      rawData: new Uint8Array(0),
      dataLocation: 1,
      externalData: [{ key: 'location', value: location }],
    });
    expect(withConstant(at('weights.bin'))).toEqual(['The constant "c" lies in another file.']);
    const allowed = (location: string) =>
      problemsOf(modelOf({ ...sound, initializer: [{ ...twoFloats('c'), ...at(location) }] }), {
        externalData: true,
      });
    expect(allowed('weights.bin')).toEqual([]);
    for (const path of ['../weights.bin', '/etc/passwd', 'a/../../b', 'C:\\weights', '..\\b', '']) {
      expect(allowed(path)[0], path).toContain("outside the model's folder");
    }
  });

  it('operators of no named set, and of a version that is not known', () => {
    const foreign = modelOf({
      ...sound,
      node: [{ ...node('Attention', ['x'], ['y']), domain: 'com.example' }],
    });
    expect(problemsOf(foreign)[0]).toContain('"com.example", which the file does not name');
    expect(
      problemsOf({
        ...foreign,
        opsetImport: [...foreign.opsetImport, { domain: 'com.example', version: 1n }],
      }),
    ).toEqual([]);
    expect(problemsOf({ ...modelOf(sound), opsetImport: [] })[0]).toContain('which version');
    expect(problemsOf({ ...modelOf(sound), opsetImport: [{ version: 999n }] })[0]).toContain('Version 999');
  });

  it('the first three of many in one sentence each', () => {
    const many = modelOf({ ...sound, node: [node('Sum', ['a', 'b', 'c', 'd', 'e'], ['y'])] });
    expect(() => checkModel(many)).toThrow(/"a".*"b".*"c".*And 2 more\./);
  });
});
