import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { anchorSample } from '../domain/face-anchor.ts';
import { UserFacingError } from '../domain/errors.ts';
import { parseMomentId } from '../domain/moment.ts';
import { clipName } from '../exports/clip-name.ts';
import { coverPath } from '../indexing/passes/sidecars-pass.ts';
import { posterPath, spritePath } from '../indexing/passes/sketch-pass.ts';
import { mimeOf, playbackOf } from '../library/playback.ts';
import { probeOf } from '../library/video-views.ts';
import { exportClip } from '../media/clip-export.ts';
import { cutFace } from '../media/face-picture.ts';
import { writeFrameJpeg } from '../media/poster.ts';
import { readCastPicture, requireCastMember } from '../people/cast-offers.ts';
import type { LibraryFolders } from '../store/library-database.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { VideoRow } from '../store/video-table.ts';
import type { FfmpegAccess } from './ffmpeg-access.ts';
import { ClipCache } from './clip-cache.ts';
import { FrameCache } from './frame-cache.ts';
import type { MediaAccess } from './media-access.ts';
import { transcodeStream } from './transcode-stream.ts';

const frameWidth = 640;
/** Conversions at once; the oldest gives way, since a viewer who seeks leaves one behind. */
const mostConversions = 3;

/** Gives hosts the files of a library: paths come from the database or from the folders beside it, never from a client. */
export class LibraryMedia implements MediaAccess {
  readonly #folders: LibraryFolders;
  readonly #reader: LibraryReader;
  readonly #ffmpeg: FfmpegAccess;
  readonly #frames: FrameCache;
  readonly #clips: ClipCache;
  readonly #notePresence: (id: number) => void;
  readonly #conversions = new Set<Readable>();

  /** @param notePresence told of a film that is there against what is stored, or is not */
  constructor(
    folders: LibraryFolders,
    reader: LibraryReader,
    ffmpeg: FfmpegAccess,
    notePresence: (id: number) => void,
  ) {
    this.#notePresence = notePresence;
    this.#folders = folders;
    this.#reader = reader;
    this.#ffmpeg = ffmpeg;
    this.#frames = new FrameCache(join(folders.thumbnails, 'frames'));
    this.#clips = new ClipCache(join(folders.thumbnails, 'clips'));
  }

  video(id: number): ReturnType<MediaAccess['video']> {
    const video = this.#videoRow(id);
    const probe = video && probeOf(video);
    if (!probe) return null;
    const isThere = existsSync(video.path);
    if (isThere !== (video.absence === null)) this.#notePresence(id);
    if (!isThere) return null;
    return { path: video.path, mime: mimeOf(probe), playback: playbackOf(probe) };
  }

  poster(id: number): string | null {
    if (!this.#videoRow(id)) return null;
    const { thumbnails } = this.#folders;
    return existing(coverPath(thumbnails, id)) ?? existing(posterPath(thumbnails, id));
  }

  sprite(id: number): string | null {
    return this.#videoRow(id) ? existing(spritePath(this.#folders.thumbnails, id)) : null;
  }

  personPicture(id: number): string | null {
    const portrait = isId(id) ? this.#reader.people.portrait(id) : null;
    return portrait && this.#keepPortrait(`${id}`, portrait);
  }

  enrolledPicture(id: number): string | null {
    const picture = isId(id) ? this.#reader.people.picture(id) : null;
    return picture && this.#keepPortrait(`picture-${id}`, picture.portrait);
  }

  async castPicture(id: number, name: string): Promise<string | null> {
    const video = this.#videoRow(id);
    if (!video) return null;
    try {
      const { bytes } = await readCastPicture(video, requireCastMember(this.#reader, video, name));
      const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
      return kept(join(this.#castFolder, `${id}-${digest}.jpg`), bytes);
    } catch (error) {
      if (error instanceof UserFacingError) return null;
      throw error;
    }
  }

  async frame(id: number, at: number, signal?: AbortSignal): Promise<string | null> {
    const video = this.#videoRow(id);
    if (!video || !Number.isFinite(at) || at < 0 || !existsSync(video.path)) return null;
    const time = Math.max(0, Math.min(at, video.duration - 0.05));
    const key = `${keyOf(video)}-${Math.round(time * 100)}`;
    const tools = await this.#ffmpeg.tools();
    return this.#frames.get(
      key,
      (path) => writeFrameJpeg(tools, video.path, time, path, frameWidth, signal),
      signal,
    );
  }

  async face(trackId: number, signal?: AbortSignal): Promise<string | null> {
    const track = isId(trackId) ? this.#reader.faces.track(trackId) : null;
    const video = track && this.#videoRow(track.videoId);
    if (!track || !video || !existsSync(video.path)) return null;
    const { time, box } = anchorSample(this.#reader.faces.samples(trackId));
    const place = [time, box.x, box.y].map((value) => Math.round(value * 1000)).join('-');
    const tools = await this.#ffmpeg.tools();
    return this.#frames.get(
      `${keyOf(video)}-face-${place}`,
      async (path) => writeFile(path, await cutFace(tools, { path: video.path, time, box }, signal)),
      signal,
    );
  }

  example(id: string): string | null {
    const preview = /^x[0-9a-f]{32}$/.test(id) ? this.#reader.examples.preview(id) : null;
    return preview && kept(join(this.#exampleFolder, `${id}.jpg`), preview);
  }

  async clip(momentId: string, signal?: AbortSignal): Promise<string | null> {
    const moment = parseMomentId(momentId);
    const video = moment && this.#videoRow(moment.videoId);
    const probe = video && probeOf(video);
    if (!moment || !video || !probe || !existsSync(video.path) || moment.start >= video.duration) return null;
    const { path, title, duration } = video;
    const interval = { start: moment.start, end: Math.min(moment.end, duration) };
    const tools = await this.#ffmpeg.tools();
    return this.#clips.get(
      keyOf(video),
      clipName(title, interval.start, interval.end),
      (output) => exportClip(tools, { path, probe, ...interval, output, mode: 'exact' }, signal),
      signal,
    );
  }

  exported(name: string): string | null {
    if (name === '' || name !== basename(name) || /[/\\\0]/.test(name) || name.startsWith('.')) return null;
    const path = join(this.#folders.exports, name);
    // A link could lead out of the folder.
    return lstatSync(path, { throwIfNoEntry: false })?.isFile() ? path : null;
  }

  transcode(id: number, start: number, signal?: AbortSignal): NodeJS.ReadableStream | null {
    const video = this.#videoRow(id);
    const tools = this.#ffmpeg.found;
    const probe = video && probeOf(video);
    if (!video || !probe?.video || !tools || !existsSync(video.path)) return null;
    if (!Number.isFinite(start) || start < 0) return null;
    for (const oldest of this.#conversions) {
      if (this.#conversions.size < mostConversions) break;
      this.#conversions.delete(oldest);
      oldest.destroy();
    }
    const stream = transcodeStream(tools, { path: video.path, probe, start }, signal);
    this.#conversions.add(stream);
    stream.once('close', () => this.#conversions.delete(stream));
    return stream;
  }

  /** Forgets what was made from a film that was removed. */
  async forgetVideo(id: number): Promise<void> {
    await this.#frames.forget(`${id}-`);
    await this.#clips.forget(id);
    for (const name of await readdir(this.#castFolder).catch(() => [])) {
      if (name.startsWith(`${id}-`)) await rm(join(this.#castFolder, name), { force: true });
    }
  }

  /** Forgets every copy of the faces of a person who was removed. */
  forgetPortraits(): void {
    rmSync(this.#portraitFolder, { recursive: true, force: true });
  }

  close(): void {
    for (const stream of this.#conversions) stream.destroy();
  }

  #keepPortrait(name: string, portrait: Buffer): string {
    const digest = createHash('sha256').update(portrait).digest('hex').slice(0, 16);
    return kept(join(this.#portraitFolder, `${name}-${digest}.jpg`), portrait);
  }

  get #portraitFolder(): string {
    return join(this.#folders.thumbnails, 'people');
  }

  get #exampleFolder(): string {
    return join(this.#folders.thumbnails, 'examples');
  }

  get #castFolder(): string {
    return join(this.#folders.thumbnails, 'cast');
  }

  #videoRow(id: number) {
    return isId(id) ? this.#reader.videos.byId(id) : null;
  }
}

function isId(id: number): boolean {
  return Number.isSafeInteger(id) && id > 0;
}

/** Keeps bytes under a name that tells them from any others. */
function kept(path: string, bytes: Uint8Array): string {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  return path;
}

/** Begins the names of all pictures that are kept of a film. */
function keyOf({ id, fingerprint }: VideoRow): string {
  return `${id}-${fingerprint.replace(/\W/g, '').slice(0, 16)}`;
}

function existing(path: string): string | null {
  return existsSync(path) ? path : null;
}
