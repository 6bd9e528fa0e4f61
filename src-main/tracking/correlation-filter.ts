import { GridTransform, type ComplexGrid } from './grid-transform.ts';
import { windowCells, windowReach } from './search-window.ts';

/** Where a filter answers most strongly. */
export interface FilterPeak {
  /** From the window's middle, in windows: -0.5..0.5. */
  readonly x: number;
  readonly y: number;
  /** Height of the peak; 1 on the very window that was learned. */
  readonly height: number;
  /** Height of the peak over the mean of the rest, in standard deviations of the rest. */
  readonly sharpness: number;
}

const transform = new GridTransform(windowCells);
const cells = windowCells * windowCells;
const regularity = 0.01;
/** Cells around the peak that do not count as the rest. */
const peakReach = 4;

/** What the filter should answer to the window it learns: a bump in its middle. */
const wanted = transform.forward(bump());

function bump(): Float64Array {
  const sigma = (windowCells / windowReach) * 0.1;
  const values = new Float64Array(cells);
  for (let y = 0; y < windowCells; y++) {
    for (let x = 0; x < windowCells; x++) {
      const distance = (x - windowCells / 2) ** 2 + (y - windowCells / 2) ** 2;
      values[y * windowCells + x] = Math.exp(-distance / (2 * sigma * sigma));
    }
  }
  return values;
}

/**
 * A correlation filter over several channels (Bolme et al. 2010, MOSSE; with several channels Danelljan et al. 2014,
 * DSST): numerator and denominator are averaged over what is learned.
 */
export class CorrelationFilter {
  readonly #numerators: readonly ComplexGrid[];
  readonly #denominator: Float64Array;

  private constructor(numerators: readonly ComplexGrid[], denominator: Float64Array) {
    this.#numerators = numerators;
    this.#denominator = denominator;
  }

  /** @param channels of one window, see {@link windowAround} */
  static of(channels: readonly Float64Array[]): CorrelationFilter {
    const denominator = new Float64Array(cells);
    const numerators = channels.map((channel) => {
      const spectrum = transform.forward(channel);
      for (let i = 0; i < cells; i++) {
        const a = spectrum.real[i]!;
        const b = spectrum.imaginary[i]!;
        const c = wanted.real[i]!;
        const d = wanted.imaginary[i]!;
        denominator[i]! += a * a + b * b;
        spectrum.real[i] = a * c + b * d;
        spectrum.imaginary[i] = b * c - a * d;
      }
      return spectrum;
    });
    return new CorrelationFilter(numerators, denominator);
  }

  /** A filter that has moved `rate` (0..1) of the way to one learned from this window alone. */
  towards(channels: readonly Float64Array[], rate: number): CorrelationFilter {
    const other = CorrelationFilter.of(channels);
    return new CorrelationFilter(
      this.#numerators.map(({ real, imaginary }, channel) => ({
        real: mixed(real, other.#numerators[channel]!.real, rate),
        imaginary: mixed(imaginary, other.#numerators[channel]!.imaginary, rate),
      })),
      mixed(this.#denominator, other.#denominator, rate),
    );
  }

  /** Where in a window the thing is. */
  peakIn(channels: readonly Float64Array[]): FilterPeak {
    const sum: ComplexGrid = { real: new Float64Array(cells), imaginary: new Float64Array(cells) };
    channels.forEach((channel, index) => {
      const spectrum = transform.forward(channel);
      const { real, imaginary } = this.#numerators[index]!;
      for (let i = 0; i < cells; i++) {
        const a = real[i]!;
        const b = imaginary[i]!;
        const c = spectrum.real[i]!;
        const d = spectrum.imaginary[i]!;
        sum.real[i]! += a * c + b * d;
        sum.imaginary[i]! += a * d - b * c;
      }
    });
    const floor = regularity * meanOf(this.#denominator);
    for (let i = 0; i < cells; i++) {
      sum.real[i]! /= this.#denominator[i]! + floor;
      sum.imaginary[i]! /= this.#denominator[i]! + floor;
    }
    return peakOf(transform.inverse(sum));
  }
}

function mixed(a: Float64Array, b: Float64Array, share: number): Float64Array {
  return a.map((value, i) => value + (b[i]! - value) * share);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function peakOf(answers: Float64Array): FilterPeak {
  let best = 0;
  for (let i = 1; i < cells; i++) if (answers[i]! > answers[best]!) best = i;
  const x = best % windowCells;
  const y = Math.floor(best / windowCells);
  const at = (dx: number, dy: number): number => {
    const column = (x + dx + windowCells) % windowCells;
    return answers[((y + dy + windowCells) % windowCells) * windowCells + column]!;
  };
  const height = answers[best]!;
  return {
    x: (x + summit(at(-1, 0), height, at(1, 0))) / windowCells - 0.5,
    y: (y + summit(at(0, -1), height, at(0, 1))) / windowCells - 0.5,
    height,
    sharpness: sharpnessOf(answers, x, y),
  };
}

/** Where the parabola through three neighbours is highest, from the middle one: -0.5..0.5. */
function summit(before: number, middle: number, after: number): number {
  const bend = before - 2 * middle + after;
  return bend < 0 ? Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend))) : 0;
}

function sharpnessOf(answers: Float64Array, peakX: number, peakY: number): number {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let y = 0; y < windowCells; y++) {
    for (let x = 0; x < windowCells; x++) {
      if (Math.abs(x - peakX) <= peakReach && Math.abs(y - peakY) <= peakReach) continue;
      const answer = answers[y * windowCells + x]!;
      count++;
      sum += answer;
      squares += answer * answer;
    }
  }
  const mean = sum / count;
  const deviation = Math.sqrt(Math.max(1e-12, squares / count - mean * mean));
  return (answers[peakY * windowCells + peakX]! - mean) / deviation;
}
