/** Addresses of pictures and films, relative to the page: every host serves the same ones. */
export const mediaAddress = {
  video: (id: number): string => `media/video/${id}`,
  /** The film converted on the fly to what a browser plays, from `start` seconds on. */
  stream: (id: number, start: number): string => `media/stream/${id}?start=${start.toFixed(3)}`,
  poster: (id: number): string => `media/poster/${id}`,
  sprite: (id: number): string => `media/sprite/${id}`,
  frame: (id: number, at: number): string => `media/frame/${id}?at=${at.toFixed(2)}`,
  /** `cover` makes a fresh address when another picture stands for the person. */
  person: (id: number, cover: number): string => `media/person/${id}?cover=${cover}`,
  /** A picture that somebody was enrolled from. */
  picture: (id: number): string => `media/picture/${id}`,
  /** Somebody of a film’s cast, from the picture beside the film. */
  cast: (id: number, name: string): string => `media/cast/${id}?name=${encodeURIComponent(name)}`,
  /** The face that a track shows, square. */
  face: (track: number): string => `media/face/${track}`,
  /** What was brought along to search for its like. */
  example: (id: string): string => `media/example/${id}`,
  /** A moment cut out of its film. */
  clip: (momentId: string): string => `media/clip/${momentId}`,
  exported: (name: string): string => `media/export/${encodeURIComponent(name)}`,
};

/** The last part of a path with either kind of slash. */
export function fileNameOf(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
