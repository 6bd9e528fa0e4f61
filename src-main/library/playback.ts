import type { MediaProbe } from '../media/probe.ts';

export type Playback = 'direct' | 'transcoded';

const eightBit420 = new Set(['yuv420p', 'yuvj420p']);
const openVideoCodecs = new Set(['vp8', 'vp9', 'av1']);
const audioCodecs = new Set(['aac', 'mp3', 'opus', 'vorbis', 'flac']);

type PlayableFacts = Pick<MediaProbe, 'container' | 'video' | 'audio'>;

function containerFamily({ container }: PlayableFacts): 'mp4' | 'matroska' | 'other' {
  const names = container.toLowerCase().split(/[,\s]+/);
  if (names.some((name) => ['mov', 'mp4', 'm4a', 'm4v', '3gp'].includes(name))) return 'mp4';
  if (names.some((name) => ['matroska', 'webm', 'mkv'].includes(name))) return 'matroska';
  return 'other';
}

/**
 * Whether Chromium plays a film as it is: mp4, mov, mkv and webm with 8-bit 4:2:0 H.264, VP8, VP9 or AV1, and AAC, MP3, Opus,
 * Vorbis or FLAC in the first sound track, if there is one. Everything else goes through the stream that converts it.
 */
export function playbackOf(probe: PlayableFacts | null): Playback {
  if (!probe || containerFamily(probe) === 'other') return 'transcoded';
  const { video } = probe;
  const audio = probe.audio[0];
  const picturePlays =
    video !== null &&
    (openVideoCodecs.has(video.codec) || (video.codec === 'h264' && eightBit420.has(video.pixelFormat)));
  const soundPlays = audio === undefined || audioCodecs.has(audio.codec);
  return picturePlays && soundPlays ? 'direct' : 'transcoded';
}

/** The type under which a film's own bytes are served; told by its container, since names lie. */
export function mimeOf(probe: PlayableFacts): string {
  switch (containerFamily(probe)) {
    case 'mp4':
      return 'video/mp4';
    case 'matroska':
      return probe.video && openVideoCodecs.has(probe.video.codec) ? 'video/webm' : 'video/x-matroska';
    case 'other':
      return 'application/octet-stream';
  }
}
