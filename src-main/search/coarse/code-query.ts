import { blockRows, rotated, type SignCodes } from '../../domain/sign-code.ts';
import { openLoops, roomIn } from '../../domain/wasm-loops.ts';
import { codeScanWasm } from './code-scan-wasm.ts';

interface ScanLoops {
  sums(codes: number, tables: number, target: number, blocks: number, bytes: number): void;
}

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

let scan: ReturnType<typeof openLoops<ScanLoops>> | null = null;

function sumsOf(signs: Uint8Array, tables: Uint8Array, bytes: number): Uint16Array {
  scan ??= openLoops<ScanLoops>(codeScanWasm);
  const blocks = signs.length / (bytes * blockRows);
  const targetAt = tables.length + signs.length;
  const buffer = roomIn(scan.memory, targetAt + blocks * blockRows * 2);
  const memory = new Uint8Array(buffer);
  memory.set(tables);
  memory.set(signs, tables.length);
  if (blocks > 0) scan.sums(tables.length, 0, targetAt, blocks, bytes);
  return new Uint16Array(buffer, targetAt, blocks * blockRows);
}
