/** The only files of a library that a host may serve. Every `id` is looked up; a path never comes from a client. */
export interface MediaAccess {
  /** The film itself; `transcoded` where Chromium cannot play it and the stream route has to convert it. */
  video(id: number): { path: string; mime: string; playback: 'direct' | 'transcoded' } | null;
  /** Path of a film's poster, a JPEG: the picture beside the film, else one made from it. */
  poster(id: number): string | null;
  /** Path of a film's sheet of small pictures, a JPEG. */
  sprite(id: number): string | null;
  /** Path of the picture that stands for a person, a JPEG. */
  personPicture(id: number): string | null;
  /** Path of a picture that somebody was enrolled from, a JPEG of the face. */
  enrolledPicture(id: number): string | null;
  /** Path of a cached JPEG of somebody of a film's cast, made anew from the picture beside the film. */
  castPicture(id: number, name: string): Promise<string | null>;
  /** Path of a cached JPEG, square, of the face that a track shows. */
  face(trackId: number, signal?: AbortSignal): Promise<string | null>;
  /** Path of a cached JPEG, 640 pixels wide, of what is on screen at `at` seconds. */
  frame(id: number, at: number, signal?: AbortSignal): Promise<string | null>;
  /** Path of a small JPEG of what was brought along to search for its like. */
  example(id: string): string | null;
  /** Path of a cached clip of a moment, by the moment's id. */
  clip(momentId: string, signal?: AbortSignal): Promise<string | null>;
  /** Path of a file inside `<library>/exports`, by its plain name. */
  exported(name: string): string | null;
  /** Fragmented mp4 (H.264 and AAC) from `start` seconds on; destroying the stream ends the conversion. */
  transcode(id: number, start: number, signal?: AbortSignal): NodeJS.ReadableStream | null;
}
