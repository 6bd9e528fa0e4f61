/** Reads `length` bytes at `position`; fewer at the end of the file. */
export type ReadBytes = (position: number, length: number) => Promise<Uint8Array>;

/** What a look along a model file's outermost fields tells. */
export interface OnnxOutline {
  readonly nodes: number;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** The file is no ONNX model; the message says why, for a log. */
export class NotOnnxError extends Error {}

/** Field numbers of ModelProto, GraphProto and ValueInfoProto in the public ONNX specification. */
const modelGraph = 7;
const modelOperatorSet = 8;
const graphNode = 1;
const graphInput = 11;
const graphOutput = 12;
const valueName = 1;

const windowBytes = 1 << 16;
const longestName = 4096;

// Note: why not decode the file
// A model may hold more bytes than JavaScript can keep in one array. Its weights are fields that can be stepped over by
// their length, and a file that was cut or is something else shows itself because these steps do not end where the file
// ends.

/**
 * Steps along the fields of an ONNX file of `size` bytes without reading its weights. Throws {@link NotOnnxError} when
 * it is cut short, is something else, or holds no graph with nodes and outputs.
 */
export async function readOnnxOutline(read: ReadBytes, size: number): Promise<OnnxOutline> {
  const source = new FieldReader(read, size);
  let outline: OnnxOutline | null = null;
  let saysOperators = false;
  for await (const field of source.fields(0, size)) {
    saysOperators ||= field.number === modelOperatorSet;
    if (field.number === modelGraph && field.length !== null) {
      outline = await readGraph(source, field.start, field.start + field.length);
    }
  }
  if (!outline || !saysOperators || outline.nodes === 0 || outline.outputs.length === 0) {
    throw new NotOnnxError('The file holds no graph.');
  }
  return outline;
}

async function readGraph(source: FieldReader, start: number, end: number): Promise<OnnxOutline> {
  let nodes = 0;
  const names: Record<'inputs' | 'outputs', string[]> = { inputs: [], outputs: [] };
  for await (const field of source.fields(start, end)) {
    if (field.length === null) continue;
    if (field.number === graphNode) nodes++;
    if (field.number !== graphInput && field.number !== graphOutput) continue;
    const name = await readName(source, field.start, field.start + field.length);
    names[field.number === graphInput ? 'inputs' : 'outputs'].push(name);
  }
  return { nodes, ...names };
}

async function readName(source: FieldReader, start: number, end: number): Promise<string> {
  for await (const field of source.fields(start, end)) {
    if (field.number !== valueName || field.length === null) continue;
    if (field.length > longestName) throw new NotOnnxError('A tensor has too long a name.');
    return new TextDecoder().decode(await source.bytes(field.start, field.length));
  }
  throw new NotOnnxError('A tensor has no name.');
}

interface Field {
  readonly number: number;
  /** Where its content begins. */
  readonly start: number;
  /** Null for numbers, which have no content to look into. */
  readonly length: number | null;
}

/** Steps over the fields of a protobuf message that lies in a file. */
class FieldReader {
  readonly #read: ReadBytes;
  readonly #size: number;
  #window: Uint8Array = new Uint8Array(0);
  #windowStart = 0;

  constructor(read: ReadBytes, size: number) {
    this.#read = read;
    this.#size = size;
  }

  async *fields(start: number, end: number): AsyncGenerator<Field> {
    let position = start;
    while (position < end) {
      const tag = await this.#varint(position);
      const number = Math.floor(tag.value / 8);
      if (number === 0) throw new NotOnnxError(`There is no field at byte ${position}.`);
      position = tag.end;
      switch (tag.value % 8) {
        case 0:
          position = (await this.#varint(position)).end;
          yield { number, start: position, length: null };
          break;
        case 1:
          position += 8;
          yield { number, start: position, length: null };
          break;
        case 2: {
          const length = await this.#varint(position);
          position = length.end + length.value;
          if (position > end) throw new NotOnnxError(`Field ${number} reaches beyond its message.`);
          yield { number, start: length.end, length: length.value };
          break;
        }
        case 5:
          position += 4;
          yield { number, start: position, length: null };
          break;
        default:
          throw new NotOnnxError(`Field ${number} is of no known kind.`);
      }
    }
    if (position !== end) throw new NotOnnxError('The last field reaches beyond its message.');
  }

  async bytes(position: number, length: number): Promise<Uint8Array> {
    const ends = this.#windowStart + this.#window.length;
    if (position < this.#windowStart || position + length > ends) {
      this.#windowStart = position;
      this.#window = await this.#read(position, Math.max(length, windowBytes));
    }
    const from = position - this.#windowStart;
    const found = this.#window.subarray(from, from + length);
    if (found.length < length) throw new NotOnnxError('The file ends inside a field.');
    return found;
  }

  /** A number of up to ten bytes, seven bits each, the lowest first. Large ones lose precision, which lengths never do. */
  async #varint(position: number): Promise<{ value: number; end: number }> {
    const bytes = await this.bytes(position, Math.min(10, Math.max(1, this.#size - position)));
    let value = 0;
    for (const [index, byte] of bytes.entries()) {
      value += (byte & 0x7f) * 2 ** (7 * index);
      if (byte < 0x80) return { value, end: position + index + 1 };
    }
    throw new NotOnnxError(`The number at byte ${position} does not end.`);
  }
}
