import { frameRateOf, usualFrameRate } from '../../domain/frame-rate.ts';
import type { MediaProbe } from '../../media/probe.ts';
import type { SourceFilm } from './sequence.ts';
import { sourceTimecode } from './timecode.ts';

/**
 * A film of the library as other programs are told of it.
 * @param film with its duration in seconds
 */
export function sourceFilmOf(
  { path, title, duration }: Pick<SourceFilm, 'path' | 'title' | 'duration'>,
  { video, audio, startTimecode }: Pick<MediaProbe, 'video' | 'audio' | 'startTimecode'>,
): SourceFilm {
  const rate = video ? frameRateOf(video.frameRate) : usualFrameRate;
  return {
    path,
    title,
    duration,
    rate,
    timecode: sourceTimecode(startTimecode ?? null, rate),
    width: video?.width ?? 0,
    height: video?.height ?? 0,
    hasSound: audio.length > 0,
  };
}
