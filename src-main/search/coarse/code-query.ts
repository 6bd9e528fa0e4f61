import { blockRows, rotated, type SignCodes } from '../../domain/sign-code.ts';
import { openLoops, roomIn } from '../../domain/wasm-loops.ts';
import { codeScanWasm } from './code-scan-wasm.ts';

interface ScanLoops {
  scan(
    codes: number,
    tables: number,
    scales: number,
    misses: number,
    products: number,
    marks: number,
    blocks: number,
    bytes: number,
    base: number,
    along: number,
    least: number,
    step: number,
    bound: number,
  ): void;
}

const patterns = 16;
/** What code-scan.wat has room for. */
const mostSum = 65_535;
const mostStep = 63;
const floatBytes = 4;
const markBytes = 2;

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
    const reaches = new Float64Array(groups);
    for (let i = 0; i < this.#turned.length; i++) reaches[i >> 2]! += Math.abs(this.#turned[i]!);
    const widest = reaches.reduce((most, reach) => Math.max(most, 2 * reach), 0);
    this.#step = widest / Math.min(mostStep, Math.floor(mostSum / groups)) || 1;
    this.#least = -reaches.reduce((whole, reach) => whole + reach, 0);
    this.#tables = new Uint8Array(groups * patterns);
    for (let group = 0; group < groups; group++) {
      for (let pattern = 0; pattern < patterns; pattern++) {
        let sum = reaches[group]!;
        for (let bit = 0; bit < 4; bit++) {
          const value = this.#turned[group * 4 + bit]!;
          sum += (pattern >> bit) & 1 ? value : -value;
        }
        this.#tables[group * patterns + pattern] = Math.round(sum / this.#step);
      }
    }
  }

  /** Tells the vectors whose estimated product exceeds a bound. Throws a RangeError for vectors of another length. */
  above(codes: SignCodes, bound: number, take: (row: number, product: number) => void): void {
    const { places, mean, scales, misses, signs } = codes;
    const query = this.#turned;
    if (places !== query.length) throw new RangeError('The query has another length than what is coded.');
    let withMean = 0;
    let square = 0;
    for (let i = 0; i < places; i++) {
      withMean += query[i]! * mean[i]!;
      square += mean[i]! * mean[i]!;
    }
    const bytes = places / 8;
    const blocks = signs.length / (bytes * blockRows);
    const floats = blocks * blockRows * floatBytes;
    const codesAt = this.#tables.length;
    const scalesAt = codesAt + signs.length;
    const missesAt = scalesAt + floats;
    const productsAt = missesAt + floats;
    const marksAt = productsAt + floats;
    loops ??= openLoops<ScanLoops>(codeScanWasm);
    const buffer = roomIn(loops.memory, marksAt + blocks * markBytes);
    const memory = new Uint8Array(buffer);
    memory.set(this.#tables);
    memory.set(signs, codesAt);
    new Float32Array(buffer, scalesAt, scales.length).set(scales);
    new Float32Array(buffer, missesAt, misses.length).set(misses);
    // The query's part along the mean has an exact product; only the rest is estimated.
    const along = square > 0 ? withMean / square : 0;
    if (blocks === 0) return;
    loops.scan(
      ...([codesAt, 0, scalesAt, missesAt, productsAt, marksAt, blocks, bytes] as const),
      ...([withMean, along, this.#least, this.#step, bound] as const),
    );
    const products = new Float32Array(buffer, productsAt, scales.length);
    const marks = new Uint16Array(buffer, marksAt, blocks);
    for (let block = 0; block < blocks; block++) {
      for (let left = marks[block]!; left !== 0; left &= left - 1) {
        const row = block * blockRows + (31 - Math.clz32(left & -left));
        // The last block is filled up.
        if (row < products.length) take(row, products[row]!);
      }
    }
  }
}

let loops: ReturnType<typeof openLoops<ScanLoops>> | null = null;
