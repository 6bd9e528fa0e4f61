import { GraphError, namesUsedBy, type OnnxGraph, type OnnxModel, type OnnxNode } from './onnx-model.ts';

/**
 * The part of a model that computes the given values, inner ones among them, in the given order. Nodes, constants and
 * inputs that none of them needs are left out. Throws a GraphError that names a value which the graph does not have.
 */
export function pruneModel(model: OnnxModel, outputs: readonly string[]): OnnxModel {
  const { graph } = model;
  const needed = new Set(outputs);
  const kept: OnnxNode[] = [];
  // Nodes are in the order of computation: from the end every user of a value is met before its maker.
  for (const node of graph.node.toReversed()) {
    if (!node.output.some((name) => needed.has(name))) continue;
    kept.unshift(node);
    for (const name of namesUsedBy(node)) needed.add(name);
  }
  const keepNamed = <T extends { readonly name?: string }>(values: readonly T[]): T[] =>
    values.filter(({ name = '' }) => needed.has(name));
  return {
    ...model,
    graph: {
      ...graph,
      node: kept,
      initializer: keepNamed(graph.initializer),
      sparseInitializer: graph.sparseInitializer.filter(({ values }) => needed.has(values?.name ?? '')),
      input: keepNamed(graph.input),
      output: outputs.map((name) => outputOf(graph, name)),
      valueInfo: keepNamed(graph.valueInfo).filter(({ name }) => !outputs.includes(name)),
      quantizationAnnotation: graph.quantizationAnnotation.filter(({ tensorName = '' }) =>
        needed.has(tensorName),
      ),
    },
  };
}

/** Name and type of a value as an output; a type that the file does not tell is left to ONNX Runtime to find. */
function outputOf(graph: OnnxGraph, name: string) {
  const known = [...graph.output, ...graph.valueInfo, ...graph.input].find((value) => value.name === name);
  if (known) return known;
  const isMade =
    graph.node.some(({ output }) => output.includes(name)) ||
    graph.initializer.some((tensor) => tensor.name === name);
  if (!isMade) throw new GraphError(`The graph has no value "${name}".`);
  return { name };
}
