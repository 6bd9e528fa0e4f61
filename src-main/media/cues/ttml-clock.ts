/** Reads the time expressions of TTML (TTML2, 12.3): `00:01:02.5`, `00:01:02:12`, `12.5s`, `300f`, `1000t`. */
export class TtmlClock {
  readonly #frameRate: number;
  readonly #tickRate: number;

  /** @param attributes of the element `tt`, without name spaces */
  constructor(attributes: Readonly<Record<string, string>>) {
    const [up = 1, down = 1] = (attributes['frameRateMultiplier'] ?? '1 1')
      .trim()
      .split(/[\s:]+/)
      .map(Number);
    const stated = positive(attributes['frameRate']);
    const multiplier = up > 0 && down > 0 ? up / down : 1;
    this.#frameRate = (stated ?? 30) * multiplier;
    this.#tickRate = positive(attributes['tickRate']) ?? (stated === null ? 1 : this.#frameRate);
  }

  /** Seconds; null for what is left out or no time. */
  seconds(expression: string | undefined): number | null {
    const text = expression?.trim() ?? '';
    const clock = /^(\d{1,4}):(\d{1,2}):(\d{1,2}(?:[.,]\d{1,9})?)(?::(\d{1,4}(?:\.\d{1,9})?))?$/.exec(text);
    if (clock) {
      const [, hours, minutes, seconds = '', frames = '0'] = clock;
      return (
        Number(hours) * 3600 +
        Number(minutes) * 60 +
        Number(seconds.replace(',', '.')) +
        Number(frames) / this.#frameRate
      );
    }
    const offset = /^(\d{1,12}(?:\.\d{1,9})?)(h|ms|m|s|f|t)$/.exec(text);
    if (!offset) return null;
    const [, amount, unit = 's'] = offset;
    const units: Record<string, number> = {
      h: 3600, m: 60, s: 1, ms: 0.001, f: 1 / this.#frameRate, t: 1 / this.#tickRate,
    }; // prettier-ignore
    return Number(amount) * units[unit]!;
  }
}

function positive(text: string | undefined): number | null {
  const value = Number(text);
  return text !== undefined && value > 0 && value < 1e9 ? value : null;
}
