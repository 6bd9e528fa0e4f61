import { NutFormatError, readNut } from '../../../../src-main/media/nut-reader.ts';
import type { Random } from '../../../../src-main/domain/random.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { madeNut } from '../../../fixtures/made-nut.ts';
import { mangledBytes } from '../mangle-bytes.ts';

const seeds = [madeNut(12, 48), madeNut(3, 5000), madeNut(1, 0), madeNut(6, 48, { elision: [0, 0, 1] })];
const mostBytes = 500_000;
const mostPacketBytes = 100_000;

/** The reader of the pictures that ffmpeg writes into a pipe. */
export const nut: FuzzTarget = {
  foreseen: [NutFormatError],
  make: (random) => {
    const seed = random.whole(0, seeds.length - 1);
    const bytes = mangledBytes(random, seeds[seed]!, seeds, mostBytes);
    const chunks = chunksOf(random, bytes);
    return { what: `seed stream ${seed}`, read: () => complaintOf(chunks) };
  },
};

async function complaintOf(chunks: readonly Uint8Array[]): Promise<string | null> {
  const source = (async function* () {
    yield* chunks;
  })();
  for await (const { stream, time, data } of readNut(source, mostPacketBytes)) {
    if (!Number.isFinite(time)) return `a picture at ${time}`;
    if (!(stream >= 0 && stream <= 15)) return `a picture of stream ${stream}`;
    if (data.length > mostPacketBytes) return `a packet of ${data.length} bytes`;
  }
  return null;
}

/** Bytes as a pipe hands them over, in pieces of any size. */
function chunksOf(random: Random, bytes: Uint8Array): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = Math.floor(10 ** random.between(0, 5));
    chunks.push(bytes.subarray(at, at + length));
    at += length;
  }
  return chunks;
}
