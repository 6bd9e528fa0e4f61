import type { Random } from '../../../src-main/domain/random.ts';

const mostChanges = 6;

/** Bytes with bits turned, pieces cut out, repeated or taken from another file, and numbers at their limits. */
export function mangledBytes(
  random: Random,
  bytes: Uint8Array,
  others: readonly Uint8Array[],
  mostBytes: number,
): Uint8Array {
  let mangled = Buffer.from(bytes);
  for (let change = random.whole(1, mostChanges); change > 0; change--) {
    mangled = changed(random, mangled, others).subarray(0, mostBytes);
  }
  return Uint8Array.from(mangled);
}

function changed(
  random: Random,
  bytes: Buffer<ArrayBuffer>,
  others: readonly Uint8Array[],
): Buffer<ArrayBuffer> {
  const at = random.whole(0, bytes.length);
  const length = Math.floor(random.next() ** 3 * (bytes.length - at));
  const before = bytes.subarray(0, at);
  const piece = bytes.subarray(at, at + length);
  const behind = bytes.subarray(at + length);
  switch (random.whole(0, 6)) {
    case 0:
      return withBitTurned(random, bytes);
    case 1:
      return before;
    case 2:
      return Buffer.concat([before, behind]);
    case 3: {
      const times = Math.floor(10 ** random.between(0, 4));
      return Buffer.concat([before, ...Array.from({ length: times }, () => piece.subarray(0, 64)), behind]);
    }
    case 4: {
      const other = random.pick(others);
      const from = random.whole(0, other.length);
      return Buffer.concat([before, other.subarray(from, random.whole(from, other.length)), behind]);
    }
    case 5:
      return Buffer.concat([
        before,
        Buffer.alloc(random.whole(1, 12), random.pick([0, 0x7f, 0x80, 0xff, random.whole(0, 255)])),
        bytes.subarray(at + random.whole(0, 12)),
      ]);
    default:
      return Buffer.concat([
        before,
        Buffer.alloc(Math.floor(10 ** random.between(1, 4.5)), random.whole(0, 255)),
        behind,
      ]);
  }
}

function withBitTurned(random: Random, bytes: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  if (bytes.length === 0) return bytes;
  const turned = Buffer.from(bytes);
  turned[random.whole(0, turned.length - 1)]! ^= 1 << random.whole(0, 7);
  return turned;
}
