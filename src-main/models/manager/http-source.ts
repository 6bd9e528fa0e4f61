import { tooManyRedirects } from './model-problems.ts';

const maxRedirects = 8;
/** Seconds without a single byte after which an attempt is given up. */
const stallSeconds = 45;

export interface RangeAnswer {
  readonly response: Response;
  /** Where in the file the body begins. */
  readonly from: number;
  /** Length of the whole file, when the server tells it. */
  readonly total: number | null;
  /** What to send as If-Range the next time. */
  readonly validator: string | null;
}

export interface RangeRequest {
  readonly title: string;
  readonly address: string;
  readonly from: number;
  readonly validator: string | null;
  readonly signal: AbortSignal;
}

/**
 * Asks for a file from byte `from` on, as long as it is still the version that `validator` names. Follows redirects, but
 * never from an encrypted address to one that is not. The answer may have any status.
 */
export async function requestFrom(request: RangeRequest): Promise<RangeAnswer> {
  let address = new URL(request.address);
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const response = await fetch(address, {
      redirect: 'manual',
      signal: request.signal,
      headers: {
        'accept-encoding': 'identity',
        'user-agent': 'kinora',
        ...(request.from > 0 ? { range: `bytes=${request.from}-` } : {}),
        ...(request.from > 0 && request.validator ? { 'if-range': request.validator } : {}),
      },
    });
    const target = response.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(response.status) || target === null) return answerOf(response);
    await response.body?.cancel();
    const next = URL.canParse(target, address.href) ? new URL(target, address) : null;
    if (!next || (next.protocol !== 'https:' && next.protocol !== address.protocol)) break;
    address = next;
  }
  throw tooManyRedirects(request.title, new URL(request.address).host);
}

function answerOf(response: Response): RangeAnswer {
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '');
  const from = response.status === 206 && range ? Number(range[1]) : 0;
  const length = Number(response.headers.get('content-length'));
  const total =
    range && range[2] !== '*' ? Number(range[2]) : response.status === 200 && length > 0 ? length : null;
  const etag = response.headers.get('etag');
  const strong = etag !== null && !etag.startsWith('W/') ? etag : null;
  return { response, from, total, validator: strong ?? response.headers.get('last-modified') };
}

/** The body's chunks; throws when none comes for {@link stallSeconds}. */
export async function* chunksOf(response: Response): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await withinTime(reader.read());
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const stalled = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('No byte came for a long time.')), stallSeconds * 1000);
  });
  try {
    return await Promise.race([work, stalled]);
  } finally {
    clearTimeout(timer);
  }
}
