import { expect, test } from 'vitest';
import { modelProgressLine } from '../../../src-main/hosts/cli/output/model-progress-line.ts';

const progress = {
  id: 'sface',
  state: 'fetching',
  arrivedBytes: 12e6,
  totalBytes: 40e6,
  problem: null,
} as const;

test('says how much of a model has arrived, and how much there is where that is known', () => {
  expect(modelProgressLine(progress)).toBe('sface · 12.0 of 40.0 MB · 30 %');
  expect(modelProgressLine({ ...progress, totalBytes: null })).toBe('sface · 12.0 MB');
  expect(modelProgressLine({ ...progress, state: 'done' })).toBe('sface · done');
});

test('says why an installation ended, on one line', () => {
  const problem = { code: 'network', sentence: 'No way\nout.', remedy: '' };
  expect(modelProgressLine({ ...progress, state: 'failed', problem })).toBe('sface · No way\\nout.');
});
