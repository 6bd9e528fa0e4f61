import { describe, expect, it } from 'vitest';
import { barsOfPeaks, windowAround } from '../../../src-renderer/rules/waveform-window.ts';

describe('The window of a waveform', () => {
  it('shows sixteen seconds around a time and stays inside the film', () => {
    expect(windowAround(50, 100)).toEqual({ start: 44, end: 60 });
    expect(windowAround(1, 100)).toEqual({ start: 0, end: 16 });
    expect(windowAround(99, 100)).toEqual({ start: 84, end: 100 });
    expect(windowAround(3, 5)).toEqual({ start: 0, end: 5 });
  });

  it('does not move while the time goes on a little', () => {
    expect(windowAround(48, 100)).toEqual(windowAround(55.9, 100));
  });
});

it('A waveform is a bar for each peak, as high as it is loud', () => {
  expect(barsOfPeaks([0, 1])).toBe('M0.5 50.0V50.0M1.5 2.0V98.0');
});
