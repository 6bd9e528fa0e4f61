import { describeNode, GraphError, namesUsedBy, type OnnxNode } from './onnx-model.ts';

/**
 * The nodes so that each comes after the makers of what it takes, and otherwise in the order given. Throws a GraphError
 * that names a node of a circle.
 */
export function inOrder(nodes: readonly OnnxNode[]): OnnxNode[] {
  const makers = new Map(nodes.flatMap((node) => node.output.map((name) => [name, node] as const)));
  const done = new Set<OnnxNode>();
  const open = new Set<OnnxNode>();
  const ordered: OnnxNode[] = [];
  // A stack of its own: graphs are deeper than calls may nest.
  for (const first of nodes) {
    const stack = [first];
    while (stack.length > 0) {
      const node = stack.at(-1)!;
      if (done.has(node)) {
        stack.pop();
        continue;
      }
      open.add(node);
      const before = namesUsedBy(node)
        .map((name) => makers.get(name))
        .filter((maker) => maker !== undefined && !done.has(maker)) as OnnxNode[];
      const circle = before.find((maker) => open.has(maker));
      if (circle) throw new GraphError(`The ${describeNode(circle)} needs its own result.`);
      if (before.length > 0) stack.push(...before.toReversed());
      else {
        done.add(node);
        open.delete(node);
        ordered.push(node);
        stack.pop();
      }
    }
  }
  return ordered;
}
