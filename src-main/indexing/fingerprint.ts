import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

const pieceBytes = 64 * 1024;

/**
 * Recognises a file under another name without reading all of it: SHA-256 over its size and 64 KiB each from its
 * start, middle and end.
 */
export async function fingerprintOf(path: string, size: number): Promise<string> {
  const hash = createHash('sha256').update(`${size}\n`);
  const file = await open(path, 'r');
  try {
    const piece = Buffer.alloc(pieceBytes);
    for (const position of new Set([0, Math.max(0, Math.floor(size / 2)), Math.max(0, size - pieceBytes)])) {
      const { bytesRead } = await file.read(piece, 0, pieceBytes, position);
      hash.update(piece.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
  return hash.digest('hex').slice(0, 32);
}
