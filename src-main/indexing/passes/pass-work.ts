import type { PassName } from '../../domain/pass-name.ts';
import type { MediaProbe } from '../../media/probe.ts';
import type { VideoRow } from '../../store/video-table.ts';
import type { Pass, PassTools, PassWork } from './pass.ts';

/** What passes are told of a film; its probe is read when one of them asks. */
export function passWork(video: VideoRow, reached: PassWork['reached'], warn: PassWork['warn']): PassWork {
  let probe: MediaProbe | undefined;
  return {
    video,
    get probe() {
      return (probe ??= probeOf(video));
    },
    reached,
    warn,
  };
}

/** What each of some passes would be made from now. */
export async function inputsOf(
  passes: readonly Pass[],
  work: PassWork,
  tools: PassTools,
): Promise<Map<PassName, string>> {
  const inputs = new Map<PassName, string>();
  for (const pass of passes) inputs.set(pass.name, await pass.input(work, tools));
  return inputs;
}

function probeOf(video: VideoRow): MediaProbe {
  if (video.probe === null) throw new Error(`“${video.path}” is not probed yet.`);
  return JSON.parse(video.probe) as MediaProbe;
}
