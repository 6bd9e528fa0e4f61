import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { readWeights, type ConstantTensor } from './weights.ts';

const attributeSchema = z.object({
  b: z.boolean().optional(),
  f: z.number().optional(),
  i: z.coerce.number().optional(),
  s: z.string().optional(),
  type: z.string().optional(),
  list: z.object({ i: z.array(z.coerce.number()).optional(), s: z.array(z.string()).optional() }).optional(),
  shape: z
    .object({
      dim: z.array(z.object({ size: z.coerce.number() })).optional(),
      unknownRank: z.boolean().optional(),
    })
    .optional(),
});

const modelSchema = z.object({
  format: z.literal('graph-model'),
  modelTopology: z.object({
    node: z
      .array(
        z.object({
          name: z.string(),
          op: z.string(),
          input: z.array(z.string()).default([]),
          attr: z.record(z.string(), attributeSchema).default({}),
        }),
      )
      .min(1)
      .max(100_000),
  }),
  weightsManifest: z.array(
    z.object({
      paths: z.array(z.string()),
      weights: z.array(
        z.object({
          name: z.string(),
          shape: z.array(z.number().int().nonnegative()),
          dtype: z.string(),
          quantization: z
            .object({ dtype: z.string(), scale: z.number().optional(), min: z.number().optional() })
            .optional(),
        }),
      ),
    }),
  ),
});

type Attribute = z.output<typeof attributeSchema>;

/** One operation of a TensorFlow graph, with its attributes read by type. */
export class GraphNode {
  readonly name: string;
  readonly op: string;
  /** What this one takes, in order: a node's name, with `:1` and so on for other than its first output. */
  readonly inputs: readonly string[];
  readonly #attributes: Readonly<Record<string, Attribute>>;

  constructor(name: string, op: string, inputs: readonly string[], attributes: Record<string, Attribute>) {
    this.name = name;
    this.op = op;
    this.inputs = inputs.filter((input) => !input.startsWith('^')).map((input) => input.replace(/:0$/, ''));
    this.#attributes = attributes;
  }

  flag(attribute: string, otherwise = false): boolean {
    return this.#attributes[attribute]?.b ?? otherwise;
  }

  number(attribute: string, otherwise: number): number {
    const value = this.#attributes[attribute];
    return value?.f ?? value?.i ?? otherwise;
  }

  text(attribute: string, otherwise: string): string {
    const encoded = this.#attributes[attribute]?.s;
    return encoded === undefined ? otherwise : fromBase64(encoded);
  }

  texts(attribute: string): string[] {
    return (this.#attributes[attribute]?.list?.s ?? []).map(fromBase64);
  }

  numbers(attribute: string): number[] {
    return this.#attributes[attribute]?.list?.i ?? [];
  }

  /** TensorFlow's name of an element type, such as DT_FLOAT. */
  elementType(attribute: string, otherwise: string): string {
    return this.#attributes[attribute]?.type ?? otherwise;
  }

  /** Sizes of a placeholder, -1 where they are open; null when the graph does not say. */
  shape(attribute: string): number[] | null {
    const shape = this.#attributes[attribute]?.shape;
    return shape?.dim?.map(({ size }) => size) ?? null;
  }
}

/** A TensorFlow.js graph model: operations in any order, and the constants by the name of their node. */
export interface GraphModel {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly constants: ReadonlyMap<string, ConstantTensor>;
}

/** Makes a graph of the parsed model.json and the joined bytes of its weight files. */
export function parseGraphModel(json: unknown, weightBytes: Uint8Array): GraphModel {
  const { modelTopology, weightsManifest } = modelSchema.parse(json);
  const nodes = modelTopology.node.map(({ name, op, input, attr }) => new GraphNode(name, op, input, attr));
  return {
    nodes: new Map(nodes.map((node) => [node.name, node])),
    constants: readWeights(
      weightsManifest.flatMap(({ weights }) => weights),
      weightBytes,
    ),
  };
}

/** Reads a model.json and the weight files beside it. Weight paths that lead elsewhere are refused. */
export async function readGraphModel(jsonPath: string): Promise<GraphModel> {
  const json: unknown = JSON.parse(await readFile(jsonPath, 'utf8'));
  const paths = modelSchema.parse(json).weightsManifest.flatMap((group) => group.paths);
  const parts = await Promise.all(
    paths.map((path) => {
      if (path !== basename(path)) throw new Error(`Weight file "${path}" does not lie beside its model.`);
      return readFile(join(dirname(jsonPath), path));
    }),
  );
  return parseGraphModel(json, Buffer.concat(parts));
}

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8');
}
