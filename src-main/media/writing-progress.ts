import { runTool, type RunOptions, type ToolEnd } from './ffmpeg-process.ts';

/** Told how far a film is written, in seconds of the film. */
export type WritingProgress = (seconds: number) => void;

/** A line of it is this long at most; more is not ffmpeg's. */
const longestLine = 1000;

/**
 * Runs ffmpeg on a file that it writes, and tells twice a second how far it is. It says so on its standard output, which
 * must be free; by that it is also seen to be alive, however long the film.
 */
export async function runWriting(
  ffmpeg: string,
  args: readonly string[],
  options: RunOptions,
  told: WritingProgress = () => {},
): Promise<ToolEnd & { complaints: string }> {
  const { signal } = options;
  const run = runTool(ffmpeg, ['-progress', 'pipe:1', ...args], options);
  let rest = '';
  for await (const chunk of run.output) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop()!.slice(-longestLine);
    for (const line of lines) {
      const seconds = secondsIn(line);
      if (seconds !== null) told(seconds);
    }
  }
  const end = await run.ended;
  signal?.throwIfAborted();
  return { ...end, complaints: run.complaints() };
}

/** The time that a line of ffmpeg's report tells, `out_time_us=1500000`; null for other lines and before the first picture. */
export function secondsIn(line: string): number | null {
  const micros = /^out_time_us=(\d+)\s*$/.exec(line)?.[1];
  return micros === undefined ? null : Number(micros) / 1e6;
}
