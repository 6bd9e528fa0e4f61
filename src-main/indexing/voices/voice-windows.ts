import { durationOf, type Interval } from '../../domain/interval.ts';
import type { SpeakerEmbedder } from '../../models/families/speaker-embedder.ts';
import type { DescribedVoices } from '../../store/voice-table.ts';
import type { VoiceWindow } from '../../store/voice-window-code.ts';

const sampleRate = 16_000;
/** Length of windows and how far apart they begin at most, in seconds: as speakers are commonly told apart by embeddings. */
const windowSeconds = 1.5;
const hopSeconds = 0.75;

/**
 * Short windows that cover stretches of speech, in time order: one for a short stretch, else several of one length with
 * half of each inside the next. A stretch that is shorter than `least` seconds has none.
 */
export function voiceWindows(speech: readonly Interval[], least: number): Interval[] {
  return speech.flatMap((stretch) => {
    const spare = durationOf(stretch) - windowSeconds;
    if (durationOf(stretch) < least) return [];
    if (spare <= 0) return [{ start: stretch.start, end: stretch.end }];
    const hops = Math.ceil(spare / hopSeconds);
    return Array.from({ length: hops + 1 }, (_, hop) => {
      const start = stretch.start + (spare * hop) / hops;
      return { start, end: start + windowSeconds };
    });
  });
}

/** Has a speaker embedder describe the windows of a film's speech while its sound is decoded. */
export class VoiceWindowListener {
  readonly #embedder: SpeakerEmbedder;
  readonly #coming: Interval[];
  readonly #open: { readonly interval: Interval; readonly samples: Float32Array; readonly first: number }[] =
    [];
  readonly #windows: VoiceWindow[] = [];

  constructor(embedder: SpeakerEmbedder, speech: readonly Interval[]) {
    this.#embedder = embedder;
    this.#coming = voiceWindows(speech, embedder.minSeconds).toReversed();
  }

  /**
   * Takes the next samples of 16 kHz mono sound.
   * @param time of the first of them, in seconds
   */
  async hear(time: number, samples: Float32Array): Promise<void> {
    const from = Math.round(time * sampleRate);
    const to = from + samples.length;
    while (this.#coming.length > 0 && this.#coming.at(-1)!.start * sampleRate < to) {
      const interval = this.#coming.pop()!;
      const length = Math.round(durationOf(interval) * sampleRate);
      const first = Math.round(interval.start * sampleRate);
      this.#open.push({ interval, samples: new Float32Array(length), first });
    }
    for (const { samples: own, first } of this.#open) {
      const begin = Math.max(from, first);
      const end = Math.min(to, first + own.length);
      if (end > begin) own.set(samples.subarray(begin - from, end - from), begin - first);
    }
    while (this.#open.length > 0 && this.#open[0]!.first + this.#open[0]!.samples.length <= to) {
      await this.#describe();
    }
  }

  /** What was described, in time order. A window that the sound ends in has silence behind it. */
  async finish(): Promise<DescribedVoices> {
    while (this.#open.length > 0) await this.#describe();
    const { modelId, threshold } = this.#embedder;
    return { model: modelId, threshold, windows: this.#windows };
  }

  async #describe(): Promise<void> {
    const { interval, samples } = this.#open.shift()!;
    if (samples.length < this.#embedder.minSeconds * sampleRate) return;
    const vector = await this.#embedder.describe(samples);
    // Silence, for which some models have no numbers, is nobody's voice.
    if (vector.every(Number.isFinite) && vector.some((value) => value !== 0)) {
      this.#windows.push({ ...interval, vector });
    }
  }
}
