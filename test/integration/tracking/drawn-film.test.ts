import { expect, test } from 'vitest';
import { scoreTracking } from '../../../src-main/evaluation/tracking/score.ts';
import { findFfmpeg } from '../../../src-main/media/ffmpeg-tools.ts';
import { defaultSettings } from '../../../src-main/tracking/tracker-settings.ts';
import { drawnSequence, trackDrawn } from '../../evaluate/tracking/drawn-sequence.ts';

test('people and things that cross and hide one another are tracked under their own numbers', async () => {
  const film = await drawnSequence(await findFfmpeg(), 303, 8);
  const { metrics } = scoreTracking([await trackDrawn(film, defaultSettings)]);
  expect(metrics.MOTA).toBeGreaterThan(80);
  expect(metrics.IDF1).toBeGreaterThan(80);
});
