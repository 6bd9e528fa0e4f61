import type { VideoTrack } from './probe.ts';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** The displayed picture scaled to fit a box: never enlarged, its aspect kept, both sides even and at least 2. */
export function fitWithin(video: VideoTrack, maxWidth: number, maxHeight: number): PictureSize {
  const scale = Math.min(1, maxWidth / video.width, maxHeight / video.height);
  return {
    width: evenSide(video.width * scale, maxWidth),
    height: evenSide(video.height * scale, maxHeight),
  };
}

function evenSide(length: number, max: number): number {
  const even = Math.round(length / 2) * 2;
  return Math.max(2, even > max ? even - 2 : even);
}

/** Filters that turn decoded pictures into 8-bit RGB of a size, whatever their pixel shape and format. */
export function rgbFilters({ width, height }: PictureSize): string {
  return `scale=${width}:${height}:flags=area,setsar=1,format=rgb24`;
}

/** Bytes of one RGB picture. */
export function rgbBytes({ width, height }: PictureSize): number {
  return width * height * 3;
}

/**
 * An expression for ffmpeg's `select` that keeps the first picture at or after every multiple of `seconds`, counted
 * from the film's beginning; `startTime` is what the container's clock shows there.
 */
export function everyExpression(seconds: number, startTime: number): string {
  const slot = (time: string): string => `floor((${time}-${fixed(startTime)})/${fixed(seconds)}+1e-6)`;
  return `isnan(prev_selected_t)+gt(${slot('t')},${slot('prev_selected_t')})`;
}

/** Keeps, for every listed time, the first picture at or after it; times closer than a frame share one picture. */
export function timesExpression(times: readonly number[], startTime: number): string {
  const terms = times.map((time) => {
    const at = fixed(time + startTime - 1e-6);
    return `gte(t,${at})*not(gte(prev_t,${at}))`;
  });
  return terms.length > 0 ? terms.join('+') : '0';
}

/** In brackets, since a negative number may follow a minus. */
function fixed(value: number): string {
  return `(${value.toFixed(6)})`;
}
