import { setTimeout as wait } from 'node:timers/promises';
import { UserFacingError } from '../../domain/errors.ts';
import { chunksOf, requestFrom, type RangeAnswer } from './http-source.ts';
import { headBytes, impostorIn } from './impostor.ts';
import {
  cannotKeep,
  diskFull,
  impostorFound,
  isDiskFull,
  keepsBreaking,
  noNetwork,
  refusedByServer,
  wrongHash,
  wrongSize,
} from './model-problems.ts';
import { PartFile } from './part-file.ts';

export interface DownloadRequest {
  /** The model's name, for sentences. */
  readonly title: string;
  readonly address: string;
  /** Where the bytes gather: `<path>.part`, in a folder that exists. */
  readonly path: string;
  /** Size and SHA-256 where they are known beforehand. */
  readonly bytes?: number | undefined;
  readonly sha256?: string | undefined;
  /** Told how many bytes of the file are there. */
  readonly onBytes: (arrived: number) => void;
  readonly signal: AbortSignal;
  /** Milliseconds before the first new attempt; doubles with each that brings nothing. */
  readonly firstDelay?: number;
}

export interface DownloadedFile {
  readonly bytes: number;
  readonly sha256: string;
}

/** Attempts in a row that bring no new byte before a download is given up. */
const fruitlessAttempts = 5;
/** The same for a server that never answered: there is probably no network at all. */
const unansweredAttempts = 3;
const longestDelay = 8000;
/** No model of the catalogue is larger. */
const largestFile = 8e9;

/** A failure that another attempt may mend. */
class Interruption extends Error {
  /** The answer's status, where the server said why it gave nothing. */
  readonly status: number | null;

  constructor(message: string, options: { status?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.status = options.status ?? null;
  }
}

/**
 * Fetches one file into `<path>.part`, going on where an earlier attempt or an earlier process stopped. Resolves when the
 * whole of it is there and has the size and SHA-256 that were asked for. Throws a UserFacingError when it cannot be had,
 * and the signal's reason when aborted; in both cases what has arrived stays, unless it is wrong.
 */
export async function download(request: DownloadRequest): Promise<DownloadedFile> {
  const part = await PartFile.open(request.path, request.address).catch((error: unknown) => {
    throw storageProblem(request, error);
  });
  let keep = true;
  try {
    request.onBytes(part.length);
    const resumed = part.length > 0;
    await fetchAll(part, request);
    if (resumed && request.sha256 && part.digest() !== request.sha256) {
      // What a crash left of the part may be damaged; the server deserves one whole hearing before it is blamed.
      await part.restart();
      await fetchAll(part, request);
    }
    keep = false;
    await checkContent(part, request);
    keep = true;
    return { bytes: part.length, sha256: part.digest() };
  } finally {
    await part.close().catch(() => {});
    if (!keep) await PartFile.discard(request.path);
  }
}

async function fetchAll(part: PartFile, request: DownloadRequest): Promise<void> {
  const { signal, firstDelay = 500 } = request;
  const { host } = new URL(request.address);
  let fruitless = 0;
  let everAnswered = part.length > 0;
  for (;;) {
    if (part.length > 0 && part.length === (request.bytes ?? part.journal?.total)) return;
    const before = part.length;
    try {
      await attempt(part, request);
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof UserFacingError) throw error;
      everAnswered ||= error instanceof Interruption;
      fruitless = part.length > before ? 0 : fruitless + 1;
      if (fruitless >= (everAnswered ? fruitlessAttempts : unansweredAttempts)) {
        if (error instanceof Interruption && error.status) {
          throw refusedByServer(request.title, host, error.status);
        }
        throw everAnswered
          ? keepsBreaking(request.title, host, error)
          : noNetwork(request.title, host, error);
      }
      await wait(Math.min(longestDelay, firstDelay * 2 ** fruitless), undefined, { signal });
    }
  }
}

/** Asks once and writes what comes. Throws when that was not the rest of the file. */
async function attempt(part: PartFile, request: DownloadRequest): Promise<void> {
  const { title, address, signal } = request;
  const answer = await requestFrom({
    title,
    address,
    signal,
    from: part.length,
    validator: part.journal?.validator ?? null,
  });
  try {
    await acceptAnswer(answer, part, request);
  } catch (error) {
    await answer.response.body?.cancel().catch(() => {});
    throw error;
  }
  const end = request.bytes ?? answer.total;
  try {
    for await (const chunk of chunksOf(answer.response)) {
      signal.throwIfAborted();
      const arrived = part.length + chunk.length;
      if (arrived > (end ?? largestFile)) {
        await part.restart();
        throw wrongSize(title, nameOf(address), arrived, end ?? largestFile);
      }
      await write(part, chunk, request);
      request.onBytes(part.length);
    }
  } catch (error) {
    if (error instanceof UserFacingError) throw error;
    throw new Interruption('The connection broke off.', { cause: error });
  }
  if (end !== null && part.length < end) throw new Interruption('The connection ended early.');
}

/** Decides what an answer's status and headers mean, and brings the part to where the body begins. */
async function acceptAnswer(answer: RangeAnswer, part: PartFile, request: DownloadRequest): Promise<void> {
  const { title, address, bytes } = request;
  const { response, from, total, validator } = answer;
  const { host } = new URL(address);
  if (response.status === 416) {
    await part.restart();
    throw new Interruption('The server has no such range of the file.');
  }
  if (response.status === 408 || response.status === 429 || response.status >= 500) {
    await afterBusy(response, request.signal);
    throw new Interruption(`The server answered ${response.status}.`, { status: response.status });
  }
  if (response.status !== 200 && response.status !== 206) {
    throw refusedByServer(title, host, response.status);
  }
  const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
  if (isPage) throw impostorFound(title, host, 'page');
  if (bytes !== undefined && total !== null && total !== bytes) {
    // A message or a pointer is told as what it is; anything else has another size than the catalogue knows.
    const head = total <= 1e6 ? new Uint8Array(await response.arrayBuffer()).subarray(0, headBytes) : null;
    const impostor = head && impostorIn(head, request.path);
    throw impostor ? impostorFound(title, host, impostor) : wrongSize(title, nameOf(address), total, bytes);
  }
  if (from !== part.length) {
    if (from !== 0) throw new Interruption('The server gave another range than was asked for.');
    await part.restart();
  }
  await keeping(request, () => part.note({ address, validator, total }));
}

/** Waits as long as a busy server asks, up to half a minute. */
async function afterBusy(response: Response, signal: AbortSignal): Promise<void> {
  const seconds = Number(response.headers.get('retry-after'));
  if (seconds > 0) await wait(Math.min(30, seconds) * 1000, undefined, { signal });
}

async function checkContent(part: PartFile, request: DownloadRequest): Promise<void> {
  const { title, address, bytes, sha256 } = request;
  const impostor = impostorIn(await part.head(headBytes), request.path);
  if (impostor) throw impostorFound(title, new URL(address).host, impostor);
  if (bytes !== undefined && part.length !== bytes) {
    throw wrongSize(title, nameOf(address), part.length, bytes);
  }
  if (sha256 !== undefined && part.digest() !== sha256) throw wrongHash(title, nameOf(address));
}

const write = (part: PartFile, chunk: Uint8Array, request: DownloadRequest): Promise<void> =>
  keeping(request, () => part.append(chunk));

async function keeping(request: DownloadRequest, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw storageProblem(request, error);
  }
}

function storageProblem({ path }: DownloadRequest, error: unknown): UserFacingError {
  const folder = path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')));
  return isDiskFull(error) ? diskFull(folder, error) : cannotKeep(folder, error);
}

function nameOf(address: string): string {
  return decodeURIComponent(new URL(address).pathname.split('/').at(-1) ?? '');
}
