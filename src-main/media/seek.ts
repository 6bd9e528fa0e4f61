import type { MediaProbe } from './probe.ts';

/** Longer than the distance of keyframes in nearly every broadcast recording. */
const preroll = 12;

/**
 * Where to seek so that the picture at `time` is decoded. Containers with an index are sought exactly. Streams without
 * one (MPEG-TS, MPEG-PS) drop into the middle of a group of pictures and decode nothing before the next keyframe, so
 * reading must begin well before. 0 means from the beginning.
 */
export function seekTarget(probe: Pick<MediaProbe, 'container'>, time: number): number {
  const isBlind = /mpegts|^mpeg$|^h264$|^hevc$/.test(probe.container);
  return Math.max(0, isBlind ? time - preroll : time);
}
