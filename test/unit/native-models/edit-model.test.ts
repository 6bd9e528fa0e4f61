import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyGraph,
  floatValue,
  graphAttribute,
  modelOf,
  node,
  soundModel,
  twoFloats,
} from './graph-samples.ts';
import { checkModel, problemsOf } from '../../../native-models/onnx/check-model.ts';
import {
  extendModel,
  freeName,
  renameValue,
  replaceInput,
  valueNames,
} from '../../../native-models/onnx/edit-model.ts';
import { inOrder } from '../../../native-models/onnx/node-order.ts';
import { pruneModel } from '../../../native-models/onnx/prune-model.ts';

/** x -> Relu -> h -> If (whose branch takes h from outside) -> y */
const inner = { ...emptyGraph, node: [node('Abs', ['h'], ['z'])], output: [floatValue('z')] };
const nested = modelOf({
  input: [floatValue('x'), floatValue('unused')],
  initializer: [twoFloats('spare')],
  node: [
    node('Relu', ['x'], ['h']),
    node('Relu', ['unused'], ['nowhere']),
    node('If', ['x'], ['y'], [graphAttribute('then_branch', inner)]),
  ],
  output: [floatValue('y')],
});

describe('pruning', () => {
  it('keeps what an output needs, also what only an inner graph takes, and nothing else', () => {
    const { graph } = pruneModel(nested, ['y']);
    expect(graph.node.map(({ output }) => output[0])).toEqual(['h', 'y']);
    expect(graph.input.map(({ name }) => name)).toEqual(['x']);
    expect(graph.initializer).toEqual([]);
  });

  it('makes a value between an output', () => {
    const pruned = pruneModel(nested, ['h']);
    expect(pruned.graph.node).toHaveLength(1);
    expect(pruned.graph.output).toEqual([{ name: 'h' }]);
    expect(() => pruneModel(nested, ['gone'])).toThrow('no value "gone"');
  });

  it('leaves a sound model sound, and does nothing twice', () => {
    fc.assert(
      fc.property(soundModel, fc.nat(), (model, choice) => {
        const values = model.graph.node.flatMap(({ output }) => output);
        const pruned = pruneModel(model, [values[choice % values.length]!]);
        expect(problemsOf(pruned)).toEqual([]);
        expect(pruneModel(pruned, [values[choice % values.length]!])).toEqual(pruned);
      }),
    );
  });
});

describe('renaming', () => {
  it('changes a name wherever it stands, in inner graphs too', () => {
    const renamed = renameValue(nested, 'h', 'hidden');
    checkModel(renamed);
    expect(valueNames(renamed.graph)).toContain('hidden');
    expect(valueNames(renamed.graph)).not.toContain('h');
  });

  it('leaves a model as it was when it is undone', () => {
    fc.assert(
      fc.property(soundModel, fc.nat(), (model, choice) => {
        const names = [...valueNames(model.graph)];
        const name = names[choice % names.length]!;
        const renamed = renameValue(model, name, 'another');
        expect(problemsOf(renamed)).toEqual([]);
        expect(renameValue(renamed, 'another', name)).toEqual(model);
      }),
    );
  });

  it('refuses a name that is taken or not there', () => {
    expect(() => renameValue(nested, 'x', 'z')).toThrow('"z" is taken');
    expect(() => renameValue(nested, 'gone', 'new')).toThrow('no value "gone"');
  });
});

describe('adding', () => {
  it('puts nodes where their place is, whatever the order they come in', () => {
    const extended = extendModel(replaceInput(nested, 'h', 'doubled'), {
      nodes: [node('Mul', ['shifted', 'two'], ['doubled']), node('Add', ['h', 'two'], ['shifted'])],
      constants: [twoFloats('two')],
      inputs: [floatValue('more')],
    });
    checkModel(extended);
    expect(extended.graph.node.map(({ output }) => output[0])).toEqual([
      'h',
      'nowhere',
      'shifted',
      'doubled',
      'y',
    ]);
  });

  it('replaces an input of chosen nodes alone', () => {
    const replaced = replaceInput(nested, 'x', 'unused', ({ opType }) => opType === 'If');
    expect(replaced.graph.node[0]?.input).toEqual(['x']);
    expect(replaced.graph.node[2]?.input).toEqual(['unused']);
  });

  it('leaves a value alone that an inner graph makes under the same name', () => {
    const own = { ...inner, node: [node('Abs', ['x'], ['h']), node('Abs', ['h'], ['z'])] };
    const model = modelOf({ node: [node('If', ['h'], ['y'], [graphAttribute('then_branch', own)])] });
    const [replaced] = replaceInput(model, 'h', 'other').graph.node;
    expect(replaced?.input).toEqual(['other']);
    expect(replaced?.attribute[0]?.g).toEqual(own);
  });

  it('refuses names that are taken and nodes that need each other', () => {
    expect(() => extendModel(nested, { nodes: [node('Abs', ['x'], ['h'])] })).toThrow('"h" is taken');
    const twice = [node('Abs', ['x'], ['new']), node('Neg', ['x'], ['new'])];
    expect(() => extendModel(nested, { nodes: twice })).toThrow('"new" is taken');
    const circle = [node('Abs', ['b'], ['a']), node('Abs', ['a'], ['b'])];
    expect(() => extendModel(nested, { nodes: circle })).toThrow('needs its own result');
  });

  it('finds a free name', () => {
    expect(freeName(nested.graph, 'free')).toBe('free');
    expect(freeName(nested.graph, 'z')).toBe('z_2');
  });

  it('orders any shuffled graph, however deep, and leaves an ordered one alone', () => {
    fc.assert(
      fc.property(soundModel, fc.infiniteStream(fc.nat()), (model, random) => {
        const nodes = model.graph.node;
        expect(inOrder(nodes)).toEqual(nodes);
        const keyed = nodes.map((each) => ({ each, key: random.next().value as number }));
        const shuffled = keyed.toSorted((a, b) => a.key - b.key).map(({ each }) => each);
        const ordered = { ...model, graph: { ...model.graph, node: inOrder(shuffled) } };
        expect(problemsOf(ordered)).toEqual([]);
      }),
    );
    const chain = Array.from({ length: 50_000 }, (_, at) => node('Relu', [`v${at}`], [`v${at + 1}`]));
    expect(inOrder(chain.toReversed()).at(-1)?.output).toEqual(['v50000']);
  });
});
