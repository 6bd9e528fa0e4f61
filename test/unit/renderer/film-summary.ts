import type { VideoSummary } from '../../../src-main/api/contract.ts';

/** A film as the library lists it, of which only what matters to a test is told. */
export const filmSummary = (title: string, changes: Partial<VideoSummary> = {}): VideoSummary => ({
  id: 1,
  path: `/films/${title}.mp4`,
  title,
  duration: 60,
  width: 640,
  height: 360,
  state: 'ready',
  problem: null,
  addedAt: '2026-01-01T00:00:00.000Z',
  hasPoster: true,
  hasAudio: true,
  people: [],
  seen: false,
  ...changes,
});
