import type { OnnxNode } from '../onnx/onnx-model.ts';
import type { GradientNodes } from './gradient-nodes.ts';

/** One node on the way back from the output. */
export interface BackwardStep {
  readonly node: OnnxNode;
  readonly write: GradientNodes;
  /** Names of the node's inputs and outputs; '' where one is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** By output: the name of the gradient that came back for it, null where nothing depends on it. */
  readonly gradients: readonly (string | null)[];
  /** The first of them: the only one, but for operators that give several parts. */
  readonly gradient: string;
}

/**
 * Says how the gradients of a node's inputs are written, one for each input: called only where the gradient is wanted.
 * Null where none is known.
 */
export type GradientRule = (step: BackwardStep) => readonly ((() => string) | null)[];

/** A whole number among a node's attributes. */
export function wholeAttribute({ attribute }: OnnxNode, name: string, otherwise: number): number {
  return Number(attribute.find((one) => one.name === name)?.i ?? otherwise);
}

export function floatAttribute({ attribute }: OnnxNode, name: string, otherwise: number): number {
  return attribute.find((one) => one.name === name)?.f ?? otherwise;
}

/** Whole numbers among a node's attributes; null when they are left out. */
export function wholesAttribute({ attribute }: OnnxNode, name: string): number[] | null {
  return attribute.find((one) => one.name === name)?.ints.map(Number) ?? null;
}

export function textAttribute({ attribute }: OnnxNode, name: string): string | null {
  const bytes = attribute.find((one) => one.name === name)?.s;
  return bytes ? new TextDecoder().decode(bytes) : null;
}
