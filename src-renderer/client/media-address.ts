/** Addresses of pictures and films, relative to the page: every host serves the same ones. */
export const mediaAddress = {
  video: (id: number): string => `media/video/${id}`,
  /** The film converted on the fly to what a browser plays, from `start` seconds on. */
  stream: (id: number, start: number): string => `media/stream/${id}?start=${start.toFixed(3)}`,
  poster: (id: number): string => `media/poster/${id}`,
  sprite: (id: number): string => `media/sprite/${id}`,
  frame: (id: number, at: number): string => `media/frame/${id}?at=${at.toFixed(2)}`,
  /** `pictures` makes a fresh address when the person got more pictures. */
  person: (id: number, pictures: number): string => `media/person/${id}?pictures=${pictures}`,
  /** Somebody of a film’s cast, from the picture beside the film. */
  cast: (id: number, name: string): string => `media/cast/${id}?name=${encodeURIComponent(name)}`,
  /** The face that a track shows, square. */
  face: (track: number): string => `media/face/${track}`,
  exported: (name: string): string => `media/export/${encodeURIComponent(name)}`,
};

/** The last part of a path with either kind of slash. */
export function fileNameOf(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
