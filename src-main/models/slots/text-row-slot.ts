import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RgbImage } from '../../domain/image.ts';
import { fitPicture } from '../adapters/picture-input.ts';
import type { PictureInput } from '../families/model-description.ts';
import type { ReadRow, TextRowReader } from '../families/text-row-reader.ts';
import { floatTensor, type ModelTensor } from '../onnx-session.ts';
import type { ModelRunner } from '../sessions/loaded-graph.ts';
import { loadSlot, passes, readSlot, slotFolder } from './slot-graph.ts';

/** Graphs of this kind have 5 to 100 MB; larger ones are something else. */
const mostBytes = 200_000_000;
/** All of Unicode's ideographs would be 100,000. */
const mostCharacters = 100_000;
/** Rows are brought to this height; narrower ones are filled up with black. In pixels. */
const rowHeight = 48;
const leastWidth = 320;
/** The longest row that a screen of 1920 pixels can show in letters of 16. */
const mostWidth = 6_000;
/** Blue before green before red, -1..1; black behind a narrow row. */
const rowInput: Omit<PictureInput, 'width'> = {
  ...{ name: 'x', height: rowHeight, fit: 'top-left', order: 'bgr' },
  ...{ mean: [127.5, 127.5, 127.5], deviation: [127.5, 127.5, 127.5] },
};

/**
 * The reader of text that is installed as `text-rows.onnx` with its characters in `text-rows.txt`; null when there is
 * none, or when the two do not fit what docs/model-slots.md says: it is tried on a narrow black row and on a wide one.
 */
export async function openTextRowReader(
  cacheFolder: string,
  threads: number,
): Promise<(TextRowReader & { close(): Promise<void> }) | null> {
  const written = await readFile(join(slotFolder(cacheFolder), 'text-rows.txt'), 'utf8').catch(() => null);
  if (written === null) return null;
  const characters = written.replace(/\r?\n$/u, '').split(/\r?\n/u);
  if (characters.length > mostCharacters) return null;
  const bytes = await readSlot(cacheFolder, 'text-rows', mostBytes);
  const graph = bytes && (await loadSlot(bytes, threads));
  if (!graph) return null;
  const hash = createHash('sha256').update(bytes).update(written).digest('hex').slice(0, 12);
  const reader = new CtcRowReader(`text-rows-${hash}`, graph, characters);
  const blank = (width: number) => ({
    ...{ width, height: rowHeight },
    data: new Uint8Array(width * rowHeight * 3),
  });
  const trials = [blank(leastWidth), blank(3 * leastWidth)].map((row) => reader.read(row));
  return (await passes(graph, trials)) ? reader : null;
}

/** PP-OCR's recognisers and their kind: a row of text to certainties of characters from left to right. */
class CtcRowReader implements TextRowReader {
  readonly modelId: string;
  readonly #graph: ModelRunner;
  /** Class 0 is no character. */
  readonly #characters: readonly string[];

  constructor(modelId: string, graph: ModelRunner, characters: readonly string[]) {
    this.modelId = modelId;
    this.#graph = graph;
    this.#characters = characters;
  }

  async read(row: RgbImage): Promise<ReadRow> {
    const wide = Math.round((row.width * rowHeight) / row.height);
    const width = Math.min(mostWidth, Math.max(leastWidth, wide));
    const { values } = await fitPicture(row, { ...rowInput, width });
    const outputs = await this.#graph.run({ x: floatTensor(values, [1, 3, rowHeight, width]) });
    return this.#decode(Object.values(outputs)[0]);
  }

  /** The likeliest class of each step; repetitions are one character, and class 0 parts them. */
  #decode(output: ModelTensor | undefined): ReadRow {
    const [batch, steps = 0, classes] = output?.dims ?? [];
    const values = output?.data;
    // A class more is the space, as PP-OCR adds it behind its characters.
    const spare = (classes ?? 0) - 1 - this.#characters.length;
    if (batch !== 1 || !classes || !(values instanceof Float32Array) || (spare !== 0 && spare !== 1)) {
      throw new Error(`The model ${this.modelId} gives no certainties of its characters.`);
    }
    let text = '';
    let sum = 0;
    let read = 0;
    let before = 0;
    for (let step = 0; step < steps; step++) {
      const row = values.subarray(step * classes, (step + 1) * classes);
      const certainty = row.reduce((most, value) => Math.max(most, value), -Infinity);
      const best = row.indexOf(certainty);
      if (best !== before && best > 0) {
        text += this.#characters[best - 1] ?? ' ';
        sum += certainty;
        read++;
      }
      before = best;
    }
    return { text: text.trim(), confidence: read > 0 ? sum / read : 0 };
  }

  close(): Promise<void> {
    return this.#graph.close();
  }
}
