import type { GraphFiles } from './tensorflow-reference.ts';

/** A constant input of a tiny graph. */
export interface Constant {
  readonly shape: readonly number[];
  readonly values: readonly number[];
  readonly dtype?: 'float32' | 'int32';
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Attributes as a model.json writes them. */
export const attributes = {
  list: (numbers: readonly number[]) => ({ list: { i: numbers.map(String) } }),
  texts: (texts: readonly string[]) => ({ list: { s: texts.map(base64) } }),
  text: (text: string) => ({ s: base64(text) }),
  flag: (value: boolean) => ({ b: value }),
  number: (value: number) => ({ i: String(value) }),
  float: (value: number) => ({ f: value }),
};

/** A graph model of one operator `y` over the placeholder `x` and constants. */
export function tinyGraph(
  op: string,
  inputShape: readonly number[],
  constants: readonly Constant[],
  attr: Readonly<Record<string, object>> = {},
): GraphFiles {
  const dtype = { type: 'DT_FLOAT' };
  const nodes = [
    {
      name: 'x',
      op: 'Placeholder',
      attr: { dtype, shape: { shape: { dim: inputShape.map((size) => ({ size: String(size) })) } } },
    },
    ...constants.map((constant, index) => ({
      name: `c${index}`,
      op: 'Const',
      attr: { dtype: { type: constant.dtype === 'int32' ? 'DT_INT32' : 'DT_FLOAT' } },
    })),
    { name: 'y', op, input: ['x', ...constants.map((_, index) => `c${index}`)], attr: { T: dtype, ...attr } },
  ];
  const parts = constants.map(({ values, dtype: type }) =>
    type === 'int32' ? Int32Array.from(values) : Float32Array.from(values),
  );
  const json = {
    format: 'graph-model',
    modelTopology: { node: nodes, versions: {} },
    weightsManifest: [
      {
        paths: ['tiny.bin'],
        weights: constants.map(({ shape, dtype: type = 'float32' }, index) => ({
          name: `c${index}`,
          shape: [...shape],
          dtype: type,
        })),
      },
    ],
  };
  const weights = new Uint8Array(Buffer.concat(parts.map((part) => new Uint8Array(part.buffer))));
  return { json, weights };
}
