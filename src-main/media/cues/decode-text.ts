import chardet from 'chardet';
import iconv from 'iconv-lite';

/** Only this many bytes are looked at to guess an encoding. */
const sampleBytes = 256 * 1024;

/** Text of unknown encoding: by its byte order mark, as UTF-8 where that fits, else by chardet's best guess. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: string } {
  const encoding = markedEncoding(bytes) ?? (isUtf8(bytes) ? 'utf-8' : guessedEncoding(bytes));
  const text = iconv.decode(bytes, encoding).replace(/^\ufeff/, '');
  return { text, encoding };
}

function markedEncoding(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return 'utf-32le';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be';
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return null;
}

function isUtf8(bytes: Uint8Array): boolean {
  if (bytes.subarray(0, 4096).includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function guessedEncoding(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, sampleBytes);
  if (sample.subarray(0, 4096).includes(0)) return unmarkedUtf16(sample) ?? 'windows-1252';
  const guess = chardet.detect(sample)?.toLowerCase();
  if (/^(iso-8859-1|windows-125[247])$/.test(guess ?? '') && isSouthSlavic(sample)) return 'windows-1250';
  if (guess === 'iso-8859-1') return 'windows-1252';
  return guess && guess !== 'ascii' && iconv.encodingExists(guess) ? guess : 'windows-1252';
}

/** Bytes that are š and ž in windows-1250 and 1252 alike, and those that are č, ć and đ in the first, è, æ and ð in the second. */
const carons = new Set([0x8a, 0x8e, 0x9a, 0x9e]);
const otherLetters = new Set([0xc6, 0xc8, 0xd0, 0xe6, 0xe8, 0xf0]);

/** Croatian, Bosnian, Slovene and Serbian in Latin letters: no western, Turkish or Baltic text has these bytes beside each other. */
function isSouthSlavic(bytes: Uint8Array): boolean {
  let [high, caron, other] = [0, 0, 0];
  for (const byte of bytes) {
    if (byte < 0x80) continue;
    high++;
    if (carons.has(byte)) caron++;
    else if (otherLetters.has(byte)) other++;
  }
  return caron > high / 10 && other > high / 10;
}

/** Western text in UTF-16 has a zero in every second byte. */
function unmarkedUtf16(bytes: Uint8Array): string | null {
  let even = 0;
  let odd = 0;
  bytes.subarray(0, 4096).forEach((byte, i) => {
    if (byte === 0) {
      if (i % 2 === 0) even++;
      else odd++;
    }
  });
  if (odd > 4 * even) return 'utf-16le';
  if (even > 4 * odd) return 'utf-16be';
  return null;
}
