/** First bytes of what people rename by mistake, in hexadecimal, and what it is. */
const signatures: readonly (readonly [string, string])[] = [
  ['504b0304', 'an archive'],
  ['504b0506', 'an archive'],
  ['526172211a07', 'an archive'],
  ['377abcaf271c', 'an archive'],
  ['1f8b', 'an archive'],
  ['25504446', 'a PDF document'],
  ['89504e47', 'a picture'],
  ['ffd8ff', 'a picture'],
  ['1a45dfa3', 'a film'],
  ['000001ba', 'a track of pictures of text (VobSub)'],
];

const sampleBytes = 4096;

/** What bytes are that cannot be a subtitle file's; null when they may be text of some encoding. */
export function otherContentOf(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  for (const [signature, name] of signatures) if (head.startsWith(signature)) return name;
  if (Buffer.from(bytes.subarray(4, 8)).toString('latin1') === 'ftyp') return 'a film';
  const sample = bytes.subarray(0, sampleBytes);
  if (sample.length === 0) return 'empty';
  return hasUnicodeMark(sample) || controlShare(sample) < 0.1 ? null : 'not text';
}

function hasUnicodeMark(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  return (
    (a === 0xff && b === 0xfe) ||
    (a === 0xfe && b === 0xff) ||
    (a === 0 && b === 0 && c === 0xfe && d === 0xff)
  );
}

/** The share of bytes that no text holds; zeros are left out, since text of two bytes a letter is full of them. */
function controlShare(bytes: Uint8Array): number {
  let controls = 0;
  for (const byte of bytes) if (byte > 0 && byte < 32 && (byte < 9 || byte > 13) && byte !== 27) controls++;
  return controls / bytes.length;
}
