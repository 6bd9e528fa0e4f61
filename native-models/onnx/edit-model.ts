import { inOrder } from './node-order.ts';
import {
  GraphError,
  innerGraphs,
  type OnnxAttribute,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValue,
} from './onnx-model.ts';

/** What `extendModel` adds to a graph. */
export interface Additions {
  readonly nodes?: readonly OnnxNode[];
  readonly constants?: readonly OnnxTensor[];
  readonly inputs?: readonly OnnxValue[];
  readonly outputs?: readonly OnnxValue[];
}

/** Every name of a value in a graph and in the graphs within it. */
export function valueNames(graph: OnnxGraph): Set<string> {
  const inner = graph.node.flatMap(innerGraphs).flatMap((each) => [...valueNames(each)]);
  const outputs = graph.output.map(({ name }) => name);
  const used = graph.node.flatMap(({ input }) => input).filter((name) => name !== '');
  return new Set([...madeNames(graph), ...used, ...outputs, ...inner]);
}

/** `wanted`, with a number behind it where the graph has that name already. */
export function freeName(graph: OnnxGraph, wanted: string): string {
  const taken = valueNames(graph);
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}_${number}`;
  return name;
}

/**
 * Gives a value another name wherever it is made or used, inner graphs included. Throws a GraphError when the graph has
 * no such value or the new name is taken.
 */
export function renameValue(model: OnnxModel, from: string, to: string): OnnxModel {
  const names = valueNames(model.graph);
  if (!names.has(from)) throw new GraphError(`The graph has no value "${from}".`);
  if (to === '' || names.has(to)) throw new GraphError(`The name "${to}" is taken.`);
  return { ...model, graph: renamedIn(model.graph, from, to) };
}

/**
 * Makes nodes take `to` where they took `from`; `where` chooses the nodes, all when left out. Inner graphs of a chosen node
 * are included unless they make a value named `from` of their own. Outputs of the graph keep their names.
 */
export function replaceInput(
  model: OnnxModel,
  from: string,
  to: string,
  where: (node: OnnxNode) => boolean = () => true,
): OnnxModel {
  const node = model.graph.node.map((each) => (where(each) ? withInput(each, from, to) : each));
  return { ...model, graph: { ...model.graph, node } };
}

/**
 * Adds nodes, constants, inputs and outputs, and orders all nodes so that each comes after what it takes. Throws a
 * GraphError when a name is made twice or nodes need each other in a circle.
 */
export function extendModel(model: OnnxModel, additions: Additions): OnnxModel {
  const { nodes = [], constants = [], inputs = [], outputs = [] } = additions;
  const { graph } = model;
  const made = new Set(madeNames(graph));
  const named = [...constants, ...inputs].map(({ name = '' }) => name);
  for (const name of [...named, ...nodes.flatMap(({ output }) => output)]) {
    if (made.has(name)) throw new GraphError(`The name "${name}" is taken.`);
    made.add(name);
  }
  return {
    ...model,
    graph: {
      ...graph,
      node: inOrder([...graph.node, ...nodes]),
      initializer: [...graph.initializer, ...constants],
      input: [...graph.input, ...inputs],
      output: [...graph.output, ...outputs],
    },
  };
}

/** The names that a graph itself gives to values: its inputs, constants and results, inner graphs not included. */
function madeNames(graph: OnnxGraph): string[] {
  const constants = graph.sparseInitializer.map(({ values }) => values?.name ?? '');
  const named = [...graph.input, ...graph.initializer].map(({ name = '' }) => name);
  return [...named, ...constants, ...graph.node.flatMap(({ output }) => output)].filter(
    (name) => name !== '',
  );
}

/** A node with another input, unless an inner graph makes the name itself. */
function withInput(node: OnnxNode, from: string, to: string): OnnxNode {
  return {
    ...node,
    input: node.input.map((name) => (name === from ? to : name)),
    attribute: mapInner(node.attribute, (graph) =>
      madeNames(graph).includes(from)
        ? graph
        : {
            ...graph,
            node: graph.node.map((inner) => withInput(inner, from, to)),
            output: graph.output.map((value) => (value.name === from ? { ...value, name: to } : value)),
          },
    ),
  };
}

function renamedIn(graph: OnnxGraph, from: string, to: string): OnnxGraph {
  const swap = (name: string): string => (name === from ? to : name);
  const named = <T extends { readonly name?: string }>(values: readonly T[]): T[] =>
    values.map((value) => (value.name === from ? { ...value, name: to } : value));
  return {
    ...graph,
    node: graph.node.map((node) => ({
      ...node,
      input: node.input.map(swap),
      output: node.output.map(swap),
      attribute: mapInner(node.attribute, (inner) => renamedIn(inner, from, to)),
    })),
    initializer: named(graph.initializer),
    input: named(graph.input),
    output: named(graph.output),
    valueInfo: named(graph.valueInfo),
    sparseInitializer: graph.sparseInitializer.map((tensor) =>
      tensor.values?.name === from ? { ...tensor, values: { ...tensor.values, name: to } } : tensor,
    ),
    quantizationAnnotation: graph.quantizationAnnotation.map((entry) =>
      entry.tensorName === from ? { ...entry, tensorName: to } : entry,
    ),
  };
}

function mapInner(
  attributes: readonly OnnxAttribute[],
  change: (graph: OnnxGraph) => OnnxGraph,
): readonly OnnxAttribute[] {
  return attributes.map((attribute) =>
    attribute.g || attribute.graphs.length > 0
      ? {
          ...attribute,
          ...(attribute.g ? { g: change(attribute.g) } : {}),
          graphs: attribute.graphs.map(change),
        }
      : attribute,
  );
}
