import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { outputOf, quietFfmpeg } from './child-output.ts';
import { demoAssetsFolder } from './demo-assets.ts';
import { sampleRate } from './film-format.ts';
import { voiceNames } from './film-script.ts';
import type { VoiceName } from './film-script.ts';
import { floatsOf } from './voice-synthesis.ts';

const indexSchema = z.object({
  /** One entry per line: where it begins and how long it lasts in the voice's file, in seconds. */
  voices: z.record(z.enum(voiceNames), z.array(z.tuple([z.number().min(0), z.number().positive()]))),
});

/** The lines that ship with the product, spoken by every voice. */
export class VoiceBank {
  readonly lines: readonly string[];
  readonly #folder: string;
  readonly #places: z.infer<typeof indexSchema>['voices'];
  readonly #positions: ReadonlyMap<string, number>;
  readonly #decoded = new Map<VoiceName, Promise<Float32Array>>();

  private constructor(folder: string) {
    this.#folder = join(folder, 'voices');
    this.lines = z
      .array(z.string().min(1))
      .parse(JSON.parse(readFileSync(join(folder, 'lines.json'), 'utf8')));
    const text = readFileSync(join(this.#folder, 'index.json'), 'utf8');
    this.#places = indexSchema.parse(JSON.parse(text)).voices;
    this.#positions = new Map(this.lines.map((line, position) => [line, position]));
  }

  static open(): VoiceBank {
    return new VoiceBank(demoAssetsFolder());
  }

  /** Seconds a line of the bank lasts in this voice, or null when the bank does not hold it. */
  durationOf(voice: VoiceName, text: string): number | null {
    return this.#placeOf(voice, text)?.[1] ?? null;
  }

  /** A line's mono samples at the film's rate, or null when the bank does not hold it. */
  async speak(ffmpeg: string, voice: VoiceName, text: string): Promise<Float32Array | null> {
    const place = this.#placeOf(voice, text);
    if (!place) return null;
    let decoded = this.#decoded.get(voice);
    if (!decoded) {
      const source = `file:${join(this.#folder, `${voice}.opus`)}`;
      const wanted = [
        ...quietFfmpeg,
        '-i',
        source,
        '-ac',
        '1',
        '-ar',
        `${sampleRate}`,
        '-f',
        'f32le',
        'pipe:1',
      ];
      decoded = outputOf(ffmpeg, wanted).then(floatsOf);
      this.#decoded.set(voice, decoded);
    }
    const samples = await decoded;
    const first = Math.round(place[0] * sampleRate);
    return samples.subarray(first, first + Math.round(place[1] * sampleRate));
  }

  #placeOf(voice: VoiceName, text: string): readonly [number, number] | undefined {
    const position = this.#positions.get(text);
    return position === undefined ? undefined : this.#places[voice]?.[position];
  }
}
