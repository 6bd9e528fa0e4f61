import { mergeIntervals } from '../../domain/interval.ts';
import { soundKinds, type SoundEvent, type SoundKind } from '../../domain/sound-event.ts';
import type { AudioEventDetector, AudioWindow } from '../../models/families/audio-event-detector.ts';

const sampleRate = 16_000;
/** So many samples are looked at together: 20 steps of windows that lie 0.48 s apart. */
const blockSize = 153_600;

/** What makes each kind of sound, as AudioSet calls it, and how certain one of them has to be. */
const sounds: Readonly<Record<SoundKind, { readonly classes: readonly string[]; readonly from: number }>> = {
  laughter: {
    classes: ['Laughter', 'Baby laughter', 'Giggle', 'Snicker', 'Belly laugh', 'Chuckle, chortle'],
    from: 0.3,
  },
  music: { classes: ['Music'], from: 0.5 },
  applause: { classes: ['Applause', 'Clapping', 'Cheering'], from: 0.3 },
};

/** Hears laughter, music and applause in a film while it is decoded. */
export class SoundListener {
  readonly #detector: AudioEventDetector;
  readonly #found = new Map<SoundKind, AudioWindow[]>(soundKinds.map((kind) => [kind, []]));
  readonly #block = new Float32Array(blockSize);
  #filled = 0;
  #time = 0;

  constructor(detector: AudioEventDetector) {
    this.#detector = detector;
  }

  /** Takes the next samples of 16 kHz mono sound. */
  async hear(samples: Float32Array): Promise<void> {
    for (let at = 0; at < samples.length;) {
      const part = samples.subarray(at, at + blockSize - this.#filled);
      this.#block.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === blockSize) await this.#look();
    }
  }

  /** What was heard, in time order; two kinds may go on at once. */
  async finish(): Promise<SoundEvent[]> {
    if (this.#filled > 0) await this.#look();
    return soundKinds
      .flatMap((kind) => mergeIntervals(this.#found.get(kind)!).map((interval) => ({ ...interval, kind })))
      .toSorted((a, b) => a.start - b.start);
  }

  async #look(): Promise<void> {
    const seconds = this.#filled / sampleRate;
    const windows = await this.#detector.detect(this.#block.slice(0, this.#filled));
    for (const kind of soundKinds) {
      const { classes, from } = sounds[kind];
      const places = classes
        .map((name) => this.#detector.classes.indexOf(name))
        .filter((place) => place >= 0);
      for (const { start, end, scores } of windows) {
        if (!places.some((place) => scores[place]! >= from)) continue;
        const interval = { start: this.#time + start, end: this.#time + Math.min(end, seconds) };
        this.#found.get(kind)!.push({ ...interval, scores });
      }
    }
    this.#time += seconds;
    this.#filled = 0;
  }
}
