import { describe, expect, test } from 'vitest';
import { SpeechSegmenter } from '../../../src-main/indexing/speech-segments.ts';

const step = 0.1;

function segmentsOf(probabilities: readonly number[]) {
  const segmenter = new SpeechSegmenter(step);
  probabilities.forEach((probability, index) => segmenter.push(index * step, probability));
  return segmenter.finish().map(({ start, end }) => [start, end].map((time) => Math.round(time * 10) / 10));
}

const quiet = (steps: number) => Array<number>(steps).fill(0.05);
const speech = (steps: number) => Array<number>(steps).fill(0.9);

describe('from probabilities to stretches of speech', () => {
  test('a breath inside a sentence does not end it', () => {
    expect(segmentsOf([...quiet(2), ...speech(5), ...quiet(2), ...speech(5), ...quiet(9)])).toEqual([
      [0.2, 1.4],
    ]);
  });

  test('a pause between sentences does', () => {
    expect(segmentsOf([...speech(5), ...quiet(6), ...speech(5)])).toEqual([
      [0, 0.5],
      [1.1, 1.6],
    ]);
  });

  test('a click is not speech', () => {
    expect(segmentsOf([...quiet(5), 0.9, ...quiet(9)])).toEqual([]);
  });

  test('a probability that wavers above the lower threshold goes on', () => {
    expect(segmentsOf([...speech(2), 0.4, 0.4, 0.4, 0.4, 0.4, ...speech(2), ...quiet(5)])).toEqual([
      [0, 0.9],
    ]);
  });
});
