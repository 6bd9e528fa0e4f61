import { describe, expect, it } from 'vitest';
import { mimeOf, playbackOf } from '../../../src-main/library/playback.ts';

const film = (container: string, codec: string, pixelFormat: string, ...audio: string[]) => ({
  container,
  video: { index: 0, codec, pixelFormat, width: 640, height: 360, rotation: 0, frameRate: 25 },
  audio: audio.map((name, index) => ({ index: index + 1, codec: name, channels: 2, sampleRate: 48_000 })),
});

const mp4 = 'mov,mp4,m4a,3gp,3g2,mj2';
const mkv = 'matroska,webm';

describe('Playback', () => {
  it.each([
    ['H.264 and AAC in mp4', film(mp4, 'h264', 'yuv420p', 'aac'), 'video/mp4'],
    ['H.264 without sound', film(mp4, 'h264', 'yuvj420p'), 'video/mp4'],
    ['H.264 in Matroska', film(mkv, 'h264', 'yuv420p', 'mp3'), 'video/x-matroska'],
    ['VP9 and Opus', film(mkv, 'vp9', 'yuv420p', 'opus'), 'video/webm'],
    ['10-bit AV1', film(mp4, 'av1', 'yuv420p10le', 'aac'), 'video/mp4'],
  ])('plays %s as it is', (_name, probe, mime) => {
    expect(playbackOf(probe)).toBe('direct');
    expect(mimeOf(probe)).toBe(mime);
  });

  it.each([
    ['HEVC', film(mp4, 'hevc', 'yuv420p', 'aac')],
    ['10-bit H.264', film(mp4, 'h264', 'yuv420p10le', 'aac')],
    ['4:4:4 H.264', film(mp4, 'h264', 'yuv444p', 'aac')],
    ['AC-3 sound', film(mkv, 'h264', 'yuv420p', 'ac3', 'aac')],
    ['AVI', film('avi', 'h264', 'yuv420p', 'mp3')],
    ['sound without a picture', { container: mp4, video: null, audio: [] }],
  ])('converts %s', (_name, probe) => {
    expect(playbackOf(probe)).toBe('transcoded');
  });

  it('converts what was never probed', () => {
    expect(playbackOf(null)).toBe('transcoded');
  });
});
