/**
 * Reads the NUT container from a pipe: the one raw format that ffmpeg writes in which every decoded picture carries
 * its presentation time and several outputs share one pipe, so that pictures and times cannot come apart and one
 * slow output cannot block another. Only what ffmpeg's muxer writes is read (NUT versions 3 and 4).
 * Format: https://ffmpeg.org/~michael/nut.txt
 */

export interface NutPacket {
  readonly stream: number;
  /** Presentation time in seconds as the muxer wrote it. */
  readonly time: number;
  readonly data: Uint8Array;
}

/** Thrown when bytes are not NUT: a programming error or a pipe that broke in the middle of a packet. */
export class NutFormatError extends Error {
  override name = 'NutFormatError';
}

/** Bytes, of seven bits each. */
const longestNumber = 8;
/** The format's own bound on how many low bits of a time are written. */
const mostShift = 15;

const fileId = 'nut/multimedia container\0';
const startcodes = {
  main: 0x4e4d7a561f5f04adn,
  stream: 0x4e5311405bf2f9dbn,
  syncpoint: 0x4e4be4adeeca4569n,
} as const;

const flag = {
  codedPts: 8,
  streamId: 16,
  sizeMsb: 32,
  checksum: 64,
  reserved: 128,
  sideData: 256,
  headerIndex: 1024,
  matchTime: 2048,
  coded: 4096,
  invalid: 8192,
} as const;

interface FrameCode {
  readonly flags: number;
  readonly stream: number;
  readonly sizeMul: number;
  readonly sizeLsb: number;
  readonly ptsDelta: number;
  readonly reserved: number;
  readonly headerIndex: number;
}

interface StreamClock {
  readonly timeBase: number;
  readonly msbShift: number;
  lastPts: number;
}

function numberTooLong(): NutFormatError {
  return new NutFormatError(`a number is longer than ${longestNumber} bytes`);
}

/** Bytes of a pipe on demand. */
class PipeBytes {
  readonly #source: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array(0);
  #at = 0;

  constructor(source: AsyncIterator<Uint8Array>) {
    this.#source = source;
  }

  /** False at the end of the pipe. */
  async #more(): Promise<boolean> {
    while (this.#at >= this.#chunk.length) {
      const next = await this.#source.next();
      if (next.done) return false;
      this.#chunk = next.value;
      this.#at = 0;
    }
    return true;
  }

  /** The next byte, or -1 at the end of the pipe. */
  async byteOrEnd(): Promise<number> {
    if (this.#at >= this.#chunk.length && !(await this.#more())) return -1;
    return this.#chunk[this.#at++]!;
  }

  async byte(): Promise<number> {
    const byte = await this.byteOrEnd();
    if (byte < 0) throw new NutFormatError('the pipe ended inside a packet');
    return byte;
  }

  async bytes(length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    for (let filled = 0; filled < length;) {
      if (this.#at >= this.#chunk.length && !(await this.#more())) {
        throw new NutFormatError('the pipe ended inside a packet');
      }
      const part = this.#chunk.subarray(this.#at, this.#at + length - filled);
      bytes.set(part, filled);
      filled += part.length;
      this.#at += part.length;
    }
    return bytes;
  }

  async variable(): Promise<number> {
    let value = 0;
    for (let count = 0; count < longestNumber; count++) {
      const byte = await this.byte();
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
    throw numberTooLong();
  }
}

/** Numbers out of one header packet. */
class HeaderBytes {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  variable(): number {
    let value = 0;
    for (let count = 0; count < longestNumber; count++) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new NutFormatError('a header ended early');
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
    throw numberTooLong();
  }

  signed(): number {
    const value = this.variable() + 1;
    return value % 2 === 1 ? -((value - 1) / 2) : value / 2;
  }

  skip(count: number): void {
    this.#at += count;
  }

  slice(count: number): Uint8Array {
    this.#at += count;
    return this.#bytes.slice(this.#at - count, this.#at);
  }
}

/**
 * Packets in the order they were written. `maxPacketBytes` bounds what one packet may hold.
 * Ends where the pipe ends. Throws NutFormatError for other bytes, and for a pipe that is cut inside a packet.
 */
export async function* readNut(
  source: AsyncIterable<Uint8Array>,
  maxPacketBytes: number,
): AsyncGenerator<NutPacket, void> {
  const iterator = source[Symbol.asyncIterator]();
  const pipe = new PipeBytes(iterator);
  try {
    yield* readPackets(pipe, maxPacketBytes);
  } finally {
    await iterator.return?.();
  }
}

async function* readPackets(pipe: PipeBytes, maxPacketBytes: number): AsyncGenerator<NutPacket, void> {
  const first = await pipe.byteOrEnd();
  if (first < 0) return;
  const id = String.fromCharCode(first, ...(await pipe.bytes(fileId.length - 1)));
  if (id !== fileId) throw new NutFormatError('the pipe does not carry NUT');

  let timeBases: number[] = [];
  let codes: FrameCode[] = [];
  let elisions: Uint8Array[] = [];
  const clocks: StreamClock[] = [];
  for (;;) {
    const code = await pipe.byteOrEnd();
    if (code < 0) return;
    if (code === 0x4e) {
      const { startcode, header } = await readHeader(pipe);
      if (startcode === startcodes.main) {
        ({ timeBases, codes, elisions } = parseMainHeader(header));
      } else if (startcode === startcodes.stream) {
        const { id: stream, clock } = parseStreamHeader(header, timeBases);
        clocks[stream] ??= clock;
      } else if (startcode === startcodes.syncpoint) {
        const key = header.variable();
        const seconds = Math.floor(key / timeBases.length) * timeBases[key % timeBases.length]!;
        // Streams are numbered by whoever writes, perhaps with gaps.
        clocks.forEach((clock) => (clock.lastPts = Math.floor(seconds / clock.timeBase + 1e-6)));
      }
      continue;
    }
    const packet = await readFrame(pipe, codes[code], clocks, elisions, maxPacketBytes);
    if (packet) yield packet;
  }
}

async function readHeader(pipe: PipeBytes): Promise<{ startcode: bigint; header: HeaderBytes }> {
  let startcode = 0x4en;
  for (let i = 0; i < 7; i++) startcode = (startcode << 8n) | BigInt(await pipe.byte());
  const length = await pipe.variable();
  if (length > 1 << 24) throw new NutFormatError('a header is longer than 16 MB');
  if (length > 4096) await pipe.bytes(4);
  return { startcode, header: new HeaderBytes(await pipe.bytes(length)) };
}

function parseMainHeader(header: HeaderBytes): {
  timeBases: number[];
  codes: FrameCode[];
  elisions: Uint8Array[];
} {
  const version = header.variable();
  if (version > 3) header.variable();
  header.variable(); // stream count
  header.variable(); // max distance between syncpoints
  const timeBases: number[] = [];
  // Counted down, so that a header that claims more than it holds ends before memory does.
  for (let left = header.variable(); left > 0; left--) {
    const timeBase = header.variable() / header.variable();
    if (!(timeBase > 0 && timeBase < Infinity)) throw new NutFormatError('a time base is broken');
    timeBases.push(timeBase);
  }
  if (timeBases.length === 0) throw new NutFormatError('there is no time base');
  const codes: FrameCode[] = [];
  let ptsDelta = 0;
  let sizeMul = 1;
  let stream = 0;
  let headerIndex = 0;
  while (codes.length < 256) {
    const flags = header.variable();
    const fields = header.variable();
    if (fields > 0) ptsDelta = header.signed();
    if (fields > 1) sizeMul = header.variable();
    if (fields > 2) stream = header.variable();
    const size = fields > 3 ? header.variable() : 0;
    const reserved = fields > 4 ? header.variable() : 0;
    const count = fields > 5 ? header.variable() : sizeMul - size;
    if (fields > 6) header.signed(); // match time delta
    if (fields > 7) headerIndex = header.variable();
    for (let field = 8; field < fields; field++) header.variable();
    if (count <= 0) throw new NutFormatError('the frame code table is broken');
    for (let j = 0; j < count && codes.length < 256;) {
      const isStartcode = codes.length === 0x4e;
      codes.push({
        flags: isStartcode ? flag.invalid : flags,
        stream,
        sizeMul,
        sizeLsb: size + j,
        ptsDelta,
        reserved,
        headerIndex,
      });
      if (!isStartcode) j++;
    }
  }
  const elisions: Uint8Array[] = [new Uint8Array(0)];
  for (let left = header.variable(); left > 0; left--) elisions.push(header.slice(header.variable()));
  return { timeBases, codes, elisions };
}

function parseStreamHeader(header: HeaderBytes, timeBases: number[]): { id: number; clock: StreamClock } {
  const id = header.variable();
  header.variable(); // class
  header.skip(header.variable()); // fourcc
  const timeBase = timeBases[header.variable()];
  const msbShift = header.variable();
  if (timeBase === undefined || id > 15 || msbShift > mostShift) {
    throw new NutFormatError('a stream header is broken');
  }
  return { id, clock: { timeBase, msbShift, lastPts: 0 } };
}

async function readFrame(
  pipe: PipeBytes,
  code: FrameCode | undefined,
  clocks: readonly (StreamClock | undefined)[],
  elisions: readonly Uint8Array[],
  maxPacketBytes: number,
): Promise<NutPacket | null> {
  if (!code || code.flags & flag.invalid) throw new NutFormatError('an unknown frame code');
  let { flags, stream, headerIndex, reserved } = code;
  let pts: number | null = null;
  let size = code.sizeLsb;
  if (flags & flag.coded) flags ^= await pipe.variable();
  if (flags & flag.streamId) stream = await pipe.variable();
  const clock = clocks[stream];
  if (!clock) throw new NutFormatError('a frame of an unknown stream');
  if (flags & flag.codedPts) pts = decodePts(await pipe.variable(), clock);
  if (flags & flag.sizeMsb) size += code.sizeMul * (await pipe.variable());
  if (flags & flag.matchTime) await pipe.variable();
  if (flags & flag.headerIndex) headerIndex = await pipe.variable();
  if (flags & flag.reserved) reserved = await pipe.variable();
  for (let i = 0; i < reserved; i++) await pipe.variable();
  if (flags & flag.checksum) await pipe.bytes(4);
  if (flags & flag.sideData) throw new NutFormatError('side data is not expected in raw pictures');
  clock.lastPts = pts ?? clock.lastPts + code.ptsDelta;
  if (size > maxPacketBytes) throw new NutFormatError(`a packet of ${size} bytes`);
  const elision = elisions[size > 4096 ? 0 : headerIndex] ?? elisions[0]!;
  if (size < elision.length) throw new NutFormatError('a packet is smaller than what it begins with');
  let data: Uint8Array = await pipe.bytes(size - elision.length);
  if (elision.length > 0) data = new Uint8Array([...elision, ...data]);
  return { stream, time: clock.lastPts * clock.timeBase, data };
}

/** Small values carry the low bits of a time near the last one; larger values are whole times. */
function decodePts(coded: number, clock: StreamClock): number {
  const span = 2 ** clock.msbShift;
  if (coded >= span) return coded - span;
  const lowest = clock.lastPts - Math.floor((span - 1) / 2);
  return lowest + ((((coded - lowest) % span) + span) % span);
}
