/** First and last byte, both included, as in `Content-Range`. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** No two runs of blanks may meet where digits are left out: many of them would be shared out in every way. */
const range = /^\s*bytes\s*=\s*(?:(\d+)\s*)?-\s*(?:(\d+)\s*)?$/i;

/**
 * Reads a `Range` header (RFC 9110, section 14.2) for a body of `size` bytes.
 *
 * @returns one range cut to the body; `unsatisfiable` when it lies outside the body; null when the header is absent,
 *   malformed, of another unit or asks for several ranges, all of which a server may answer with the whole body.
 */
export function parseByteRange(header: string | null, size: number): ByteRange | 'unsatisfiable' | null {
  const match = range.exec(header ?? '');
  if (match === null) return null;
  const [, from = '', to = ''] = match;
  if (from === '' && to === '') return null;

  if (from === '') {
    const length = Number(to);
    if (length === 0 || size === 0) return 'unsatisfiable';
    return { first: Math.max(0, size - length), last: size - 1 };
  }
  const first = Number(from);
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < first) return null;
  if (first >= size) return 'unsatisfiable';
  return { first, last };
}
