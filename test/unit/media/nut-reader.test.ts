import { describe, expect, it } from 'vitest';
import { NutFormatError, readNut, type NutPacket } from '../../../src-main/media/nut-reader.ts';
import { madeNut } from '../../fixtures/made-nut.ts';

async function packetsOf(bytes: Uint8Array): Promise<NutPacket[]> {
  const packets: NutPacket[] = [];
  const source = (async function* () {
    yield bytes;
  })();
  for await (const packet of readNut(source, 1000)) packets.push(packet);
  return packets;
}

describe('a stream of pictures', () => {
  it('is read with its times', async () => {
    const packets = await packetsOf(madeNut(6, 48));
    expect(packets.map(({ stream, data }) => [stream, data.length])).toEqual(
      [0, 1, 0, 1, 0, 1].map((id) => [id, 48]),
    );
    expect(packets[5]!.time).toBeCloseTo(5 / 25);
  });

  it('may number its tracks with gaps', async () => {
    const packets = await packetsOf(madeNut(6, 48, { streams: [1, 4] }));
    expect(packets.map(({ stream }) => stream)).toEqual([1, 4, 1, 4, 1, 4]);
  });

  it('may leave out what every packet begins with', async () => {
    // The length that is told counts what is left out.
    const [first] = await packetsOf(madeNut(1, 48, { elision: [7, 8] }));
    expect([...first!.data.subarray(0, 3)]).toEqual([7, 8, 0]);
  });

  it.each([
    ['claims more time bases than memory holds', { timeBases: [2 ** 40, 1, 25] }],
    ['has no time base', { timeBases: [0, 1, 25] }],
    ['counts time in nothing', { timeBases: [1, 0, 25] }],
    ['divides time by nothing', { timeBases: [1, 1, 0] }],
    ['has packets smaller than what they begin with', { elision: Array<number>(60).fill(1) }],
    ['writes times in parts that the format does not have', { shift: 40 }],
  ] as const)('is refused when it %s', async (_what, odd) => {
    await expect(packetsOf(madeNut(6, 48, odd))).rejects.toThrow(NutFormatError);
  });
});
