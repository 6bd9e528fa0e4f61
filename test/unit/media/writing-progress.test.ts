import { expect, test } from 'vitest';
import { secondsIn } from '../../../src-main/media/writing-progress.ts';

test('how far ffmpeg is stands in its report, except before the first picture', () => {
  expect(secondsIn('out_time_us=1500000')).toBe(1.5);
  expect(secondsIn('out_time_us=1500000\r')).toBe(1.5);
  expect(secondsIn('out_time_us=N/A')).toBeNull();
  expect(secondsIn('out_time_us=-23220')).toBeNull();
  expect(secondsIn('progress=end')).toBeNull();
});
