import type { MouthShape } from './drawing/face-state.ts';
import { frameRate, framesPerDrawing, sampleRate } from './film-format.ts';
import type { SpokenLine, Timeline } from './timeline.ts';

const drawingSeconds = framesPerDrawing / frameRate;

/**
 * One mouth per drawing of a spoken line, from the loudness of its sound and from how bright it is: open vowels open
 * the mouth, hisses and "ee" widen it, dark sounds round it. `firstTime` is the line's time at which the first drawing
 * is in the middle of its stay, in seconds; `count` drawings follow one another.
 */
export function mouthShapesOf(samples: Float32Array, firstTime: number, count: number): MouthShape[] {
  const half = Math.round((drawingSeconds / 2) * sampleRate);
  const measured = Array.from({ length: count }, (_, i) => {
    const centre = Math.round((firstTime + i * drawingSeconds) * sampleRate);
    let energy = 0;
    let crossings = 0;
    let heard = 0;
    for (let j = Math.max(1, centre - half); j < Math.min(samples.length, centre + half); j++) {
      energy += samples[j]! * samples[j]!;
      if (samples[j]! < 0 !== samples[j - 1]! < 0) crossings++;
      heard++;
    }
    return { level: Math.sqrt(energy / Math.max(1, heard)), brightness: crossings / Math.max(1, heard) };
  });
  const loud = measured.map((step) => step.level).toSorted((a, b) => b - a)[Math.floor(count * 0.15)] ?? 0;
  return measured.map(({ level, brightness }, i) => {
    const share = loud > 0 ? level / loud : 0;
    // Note: a line begins and ends with a moving mouth even when its first sound is faint.
    const edge = i === 0 || i === count - 1;
    if (share < 0.1) return edge ? 'narrow' : 'rest';
    if (brightness > 0.16) return share > 0.5 ? 'wide' : 'narrow';
    if (share < 0.3) return 'narrow';
    if (share < 0.6) return brightness < 0.045 ? 'round' : 'half';
    return brightness > 0.1 ? 'wide' : brightness < 0.05 ? 'round' : 'open';
  });
}

/** Who moves their mouth how, drawing by drawing of a whole film. */
export class MouthMovement {
  readonly #lines: readonly SpokenLine[];
  readonly #shapes: ReadonlyMap<number, readonly [number, MouthShape[]]>;

  /** `speech` holds the samples of each line of the timeline, in its order. */
  constructor(timeline: Timeline, speech: readonly Float32Array[]) {
    this.#lines = timeline.lines;
    this.#shapes = new Map(
      timeline.lines.map((line, index) => {
        const [first, last] = drawingsOf(line);
        const middle = (first + 0.5) * drawingSeconds - line.start;
        return [index, [first, mouthShapesOf(speech[index] ?? new Float32Array(), middle, last - first + 1)]];
      }),
    );
  }

  /** The shape of `speaker`'s mouth in a drawing, or null while they are silent. */
  shapeAt(speaker: string, drawing: number): MouthShape | null {
    const index = this.#lines.findIndex((line) => {
      const [first, last] = drawingsOf(line);
      return line.speaker === speaker && drawing >= first && drawing <= last;
    });
    const found = this.#shapes.get(index);
    return found ? (found[1][drawing - found[0]] ?? null) : null;
  }
}

/** The first and the last drawing whose middle lies inside the line; a line never lasts less than one drawing. */
function drawingsOf(line: SpokenLine): [number, number] {
  const first = Math.ceil(line.start / drawingSeconds - 0.5);
  return [first, Math.max(first, Math.ceil(line.end / drawingSeconds - 0.5) - 1)];
}
