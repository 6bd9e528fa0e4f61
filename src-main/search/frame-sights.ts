import { FilmSights } from './film-sights.ts';
import type { SearchRun } from './search-run.ts';
import { seenText } from './seen-text.ts';

/** A described frame of a film, and how well it shows a text. */
export interface FrameSight {
  /** Seconds. */
  readonly time: number;
  /** 0..1; 0 for all where the text names nothing that a picture can show. */
  readonly sight: number;
  readonly vector: Float32Array;
}

/** Every described frame of a film by time, with how well it shows a text. */
export async function frameSights(
  index: NonNullable<SearchRun['index']>,
  videoId: number,
  text: string,
): Promise<FrameSight[]> {
  const seen = text.trim() === '' ? null : await seenText(index.matcher, text);
  const { frames } = index.picturesOf(videoId);
  const { levels } = new FilmSights(seen, frames);
  return frames.vectors
    .vectors(0, frames.vectors.count)
    .map((vector, at) => ({ time: frames.times[at]!, sight: levels[at]!, vector }));
}
