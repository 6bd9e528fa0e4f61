import { blockRows, rotated, type SignCodes } from '../../domain/sign-code.ts';
import { codeScanWasm } from './code-scan-wasm.ts';

interface ScanExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  sums(codes: number, tables: number, target: number, blocks: number, bytes: number): void;
}

/** What is used of WebAssembly here; the language's types leave it to the browser's. */
interface WebAssemblyParts {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

const pageBytes = 65_536;
const patterns = 16;
const mostSum = 65_535;
const mostStep = 255;

/** A query that estimates its products with coded vectors of its length, see "what is kept of a vector's direction". */
export class CodeQuery {
  readonly #turned: Float32Array;
  /** `[places / 4, 16]`: what each pattern of four signs adds, in steps from the least. */
  readonly #tables: Uint8Array;
  readonly #step: number;
  /** What all patterns add at least. */
  readonly #least: number;

  constructor(query: ArrayLike<number>) {
    this.#turned = rotated(query);
    const groups = this.#turned.length / 4;
    const sums = new Float32Array(groups * patterns);
    const leasts = new Float32Array(groups);
    let widest = 0;
    for (let group = 0; group < groups; group++) {
      let reach = 0;
      for (let place = group * 4; place < group * 4 + 4; place++) reach += Math.abs(this.#turned[place]!);
      leasts[group] = -reach;
      widest = Math.max(widest, 2 * reach);
      for (let pattern = 0; pattern < patterns; pattern++) {
        let sum = 0;
        for (let bit = 0; bit < 4; bit++) {
          const value = this.#turned[group * 4 + bit]!;
          sum += (pattern >> bit) & 1 ? value : -value;
        }
        sums[group * patterns + pattern] = sum;
      }
    }
    this.#step = widest / Math.min(mostStep, Math.floor(mostSum / groups)) || 1;
    this.#least = leasts.reduce((whole, least) => whole + least, 0);
    this.#tables = Uint8Array.from(sums, (sum, at) =>
      Math.round((sum - leasts[Math.floor(at / patterns)]!) / this.#step),
    );
  }

  /** The estimated products with all coded vectors. Throws a RangeError for vectors of another length. */
  products({ places, mean, scales, signs }: SignCodes): Float32Array {
    const query = this.#turned;
    if (places !== query.length) throw new RangeError('The query has another length than what is coded.');
    let withMean = 0;
    for (let i = 0; i < places; i++) withMean += query[i]! * mean[i]!;
    const sums = sumsOf(signs, this.#tables, places / 8);
    const products = new Float32Array(scales.length);
    for (let row = 0; row < products.length; row++) {
      products[row] = withMean + scales[row]! * (this.#least + this.#step * sums[row]!);
    }
    return products;
  }
}

let scan: ScanExports | null = null;

function sumsOf(signs: Uint8Array, tables: Uint8Array, bytes: number): Uint16Array {
  scan ??= openScan();
  const blocks = signs.length / (bytes * blockRows);
  const targetAt = tables.length + signs.length;
  const missing = targetAt + blocks * blockRows * 2 - scan.memory.buffer.byteLength;
  if (missing > 0) scan.memory.grow(Math.ceil(missing / pageBytes));
  const memory = new Uint8Array(scan.memory.buffer);
  memory.set(tables);
  memory.set(signs, tables.length);
  if (blocks > 0) scan.sums(tables.length, 0, targetAt, blocks, bytes);
  return new Uint16Array(scan.memory.buffer, targetAt, blocks * blockRows);
}

function openScan(): ScanExports {
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyParts };
  const module = new WebAssembly.Module(Buffer.from(codeScanWasm, 'base64'));
  return new WebAssembly.Instance(module).exports as ScanExports;
}
