import {
  describeNode,
  GraphError,
  innerGraphs,
  type OnnxGraph,
  type OnnxModel,
  type OnnxTensor,
  type OnnxValue,
} from './onnx-model.ts';
import { hasItsValues, isElementType, valueCount } from './tensor-size.ts';

/** Operator sets of ONNX that are known to mean what Kinora's tools and ONNX Runtime 1.30 take them for. */
const knownOperatorSets = { from: 7n, to: 25n };
const ownDomains = ['', 'ai.onnx'];

export interface CheckOptions {
  /** Whether constants may lie in files beside the model. */
  readonly externalData: boolean;
}

/**
 * Everything that is wrong with a model, a sentence each; none when it is sound: every name that a node takes is made
 * before it, no name is made twice, every output is made, every constant has as many values as its sizes and its type
 * say, and every operator belongs to a named version of an operator set. What each operator computes, and whether the
 * shapes between fit, is ONNX Runtime's to know.
 */
export function problemsOf(model: OnnxModel, options: CheckOptions = { externalData: false }): string[] {
  return [...operatorSetProblems(model), ...graphProblems(model.graph, () => false, model, options)];
}

/** Throws a GraphError that tells what is wrong with a model; the first three things when it is more. */
export function checkModel(model: OnnxModel, options?: CheckOptions): void {
  const problems = problemsOf(model, options);
  if (problems.length === 0) return;
  const more = problems.length > 3 ? ` And ${problems.length - 3} more.` : '';
  throw new GraphError(problems.slice(0, 3).join(' ') + more);
}

function operatorSetProblems({ opsetImport }: OnnxModel): string[] {
  const own = opsetImport.filter(({ domain = '' }) => ownDomains.includes(domain));
  if (own.length === 0) return ['The graph does not say which version of the ONNX operators it uses.'];
  return own
    .filter(({ version }) => version < knownOperatorSets.from || version > knownOperatorSets.to)
    .map(({ version }) => `Version ${version} of the ONNX operators is not known.`);
}

/**
 * Looks at one graph after the other as it is asked for more: a file may hold more problems than fit into one call's arguments.
 * `isOuter` knows the names of the graphs around this one, which it may use.
 */
function* graphProblems(
  graph: OnnxGraph,
  isOuter: (name: string) => boolean,
  model: OnnxModel,
  options: CheckOptions,
): Generator<string> {
  const made = new Set<string>();
  const make = function* (name: string, what: string): Generator<string> {
    if (made.has(name)) yield `The name "${name}" is made twice, the second time by ${what}.`;
    made.add(name);
  };
  for (const { name } of graph.input) yield* make(name, 'an input');
  const inputs = new Set(made);
  for (const tensor of graph.initializer) {
    yield* tensorProblems(tensor, options);
    // Until version 4 of the format a constant was an input with a value.
    if (!inputs.has(tensor.name ?? '')) yield* make(tensor.name ?? '', 'a constant');
  }
  for (const { values } of graph.sparseInitializer) yield* make(values?.name ?? '', 'a constant');

  const isKnown = (name: string): boolean => name === '' || made.has(name) || isOuter(name);
  for (const node of graph.node) {
    const who = describeNode(node);
    if (!isOperatorSetNamed(node.domain, model)) {
      yield `The ${who} belongs to the operator set "${node.domain}", which the file does not name.`;
    }
    for (const name of node.input.filter((input) => !isKnown(input))) {
      yield `The ${who} takes "${name}", which nothing before it makes.`;
    }
    for (const inner of innerGraphs(node)) {
      yield* graphProblems(inner, isKnown, model, options);
    }
    for (const { t, tensors } of node.attribute) {
      for (const tensor of t ? [t, ...tensors] : tensors) yield* tensorProblems(tensor, options);
    }
    for (const name of node.output.filter((output) => output !== '')) yield* make(name, `the ${who}`);
  }
  if (graph.output.length === 0) yield 'The graph has no output.';
  for (const { name } of graph.output.filter((output) => !isKnown(output.name))) {
    yield `Nothing makes the output "${name}".`;
  }
  yield* typeProblems(graph.input);
}

/** The model's own functions belong to operator sets too. */
function isOperatorSetNamed(domain = '', { opsetImport, functions }: OnnxModel): boolean {
  if (ownDomains.includes(domain)) return true;
  return [...opsetImport, ...functions].some((named) => named.domain === domain);
}

function typeProblems(values: readonly OnnxValue[]): string[] {
  return values.flatMap(({ name, type }) => {
    const tensor = type?.tensorType;
    if (!tensor) return [];
    if (!isElementType(tensor.elemType)) return [`The input "${name}" has no known element type.`];
    const negative = tensor.shape?.dim.some(({ dimValue = 0n }) => dimValue < 0n);
    return negative ? [`The input "${name}" has a negative size.`] : [];
  });
}

function tensorProblems(tensor: OnnxTensor, { externalData }: CheckOptions): string[] {
  const name = `The constant "${tensor.name ?? ''}"`;
  if (!isElementType(tensor.dataType)) return [`${name} has no known element type.`];
  if (valueCount(tensor) === null) return [`${name} has impossible sizes [${tensor.dims.join(', ')}].`];
  if (tensor.dataLocation === 1) {
    return externalData ? externalProblems(tensor, name) : [`${name} lies in another file.`];
  }
  return hasItsValues(tensor)
    ? []
    : [`${name} has not the values that its sizes [${tensor.dims.join(', ')}] ask for.`];
}

function externalProblems({ externalData }: OnnxTensor, name: string): string[] {
  const location = externalData.find(({ key }) => key === 'location')?.value ?? '';
  const leadsOut =
    location === '' || /^([/\\]|[a-z]:)/i.test(location) || location.split(/[/\\]/).includes('..');
  return leadsOut ? [`${name} lies in a file outside the model's folder: "${location}".`] : [];
}
