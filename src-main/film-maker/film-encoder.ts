import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { filmHeight, filmWidth, frameRate, framesPerDrawing, sampleRate } from './film-format.ts';
import { quietFfmpeg } from './child-output.ts';

/**
 * Encodes drawings (RGB, two frames each) and the raw mono float samples in `soundPath` to H.264 and AAC in an mp4.
 * Every drawing is written before the next is asked for. Throws a plain Error with ffmpeg's words when it fails; when
 * `signal` fires, ffmpeg ends and an AbortError is thrown.
 */
export async function encodeFilm(
  ffmpeg: string,
  drawings: AsyncIterable<Uint8Array>,
  soundPath: string,
  title: string,
  target: string,
  onDrawing: () => void,
  signal?: AbortSignal,
): Promise<void> {
  signal?.throwIfAborted();
  const picture = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${filmWidth}x${filmHeight}`];
  const rate = ['-framerate', `${frameRate}/${framesPerDrawing}`, '-i', 'pipe:0'];
  const sound = ['-f', 'f32le', '-ar', `${sampleRate}`, '-ac', '1', '-i', `file:${soundPath}`];
  // Each drawing becomes a picture of the film's kind before it is shown twice.
  const filter = `scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,fps=${frameRate}:start_time=0`;
  const colour = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'];
  const video = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-g', `${2 * frameRate}`];
  const audio = ['-c:a', 'aac', '-b:a', '96k', '-ar', '48000'];
  const container = ['-map', '0:v', '-map', '1:a', '-map_metadata', '-1', '-metadata', `title=${title}`];
  const child = spawn(
    ffmpeg,
    [
      ...quietFfmpeg,
      '-y',
      ...picture,
      ...rate,
      ...sound,
      '-vf',
      filter,
      ...video,
      ...colour,
      ...audio,
    ].concat([
      ...container,
      ...['-fflags', '+bitexact', '-movflags', '+faststart', '-f', 'mp4', `file:${target}`],
    ]),
    { stdio: ['pipe', 'ignore', 'pipe'], ...(signal ? { signal } : {}) },
  );
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints = (complaints + chunk.toString()).slice(-2000)));
  child.stdin.on('error', () => undefined);
  let ended = false;
  const finished = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  }).finally(() => (ended = true));
  finished.catch(() => undefined);
  try {
    for await (const drawing of drawings) {
      if (ended) break;
      if (!child.stdin.write(drawing)) {
        const drained = new AbortController();
        await Promise.race([once(child.stdin, 'drain', { signal: drained.signal }), finished]).finally(() =>
          drained.abort(),
        );
      }
      onDrawing();
    }
    child.stdin.end();
    const code = await finished;
    if (code !== 0)
      throw new Error(`ffmpeg ended with ${code} while it encoded the film: ${complaints.trim()}`);
  } finally {
    if (!ended) {
      child.kill('SIGKILL');
      await finished.catch(() => undefined);
    }
    signal?.throwIfAborted();
  }
}
