import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { NotOnnxError, readOnnxOutline } from '../../../native-models/onnx/onnx-outline.ts';
import { headBytes, impostorIn } from './impostor.ts';
import { impostorFound, notAModel, notText } from './model-problems.ts';

/** Largest JSON file that is read whole to see that it is one: the tokenizer of a large vocabulary. */
const largestJson = 64e6;

/** Size and SHA-256 of a file. */
export async function measureFile(
  path: string,
  signal?: AbortSignal,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = createReadStream(path, { highWaterMark: 1 << 20, ...(signal ? { signal } : {}) });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/**
 * Throws a UserFacingError unless the content at `path` is what the file's name `file` says: a whole ONNX graph, or JSON.
 * Weights of other formats are only looked at for a web page in their place.
 */
export async function checkStructure(path: string, file: string, title: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const read = async (position: number, length: number): Promise<Uint8Array> => {
      const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - position)));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
      return buffer.subarray(0, bytesRead);
    };
    const impostor = impostorIn(await read(0, headBytes), file);
    if (impostor) throw impostorFound(title, file, impostor);
    if (file.endsWith('.onnx')) await readOnnxOutline(read, size);
  } catch (error) {
    throw error instanceof NotOnnxError ? notAModel(title, file, error) : error;
  } finally {
    await handle.close();
  }
  if (file.endsWith('.json')) await checkJson(path, file, title);
}

async function checkJson(path: string, file: string, title: string): Promise<void> {
  try {
    const { size } = await stat(path);
    if (size > largestJson) throw new Error('The file is too large for JSON.');
    JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw notText(title, file, error);
  }
}
