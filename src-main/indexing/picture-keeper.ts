import PQueue from 'p-queue';
import type { z } from 'zod';
import type { RgbImage } from '../domain/image.ts';
import { decodeJpeg, encodeJpeg } from '../media/frame-jpeg.ts';
import type { Album, NewAlbum } from '../store/kept-pictures.ts';

export interface KeepingSize {
  /** Pixels of the longer side, at most. */
  readonly maxSide: number;
  /** JPEG's, 1..100. */
  readonly quality: number;
}

/** Pictures that are encoded at once, and that may wait for it: each holds the memory of a decoded picture. */
const mostAtOnce = 2;
const mostWaiting = 8;
const noPicture = new Uint8Array(0);

/** Fills an album with the pictures that models looked at, beside the models' own work. */
export class PictureKeeper {
  readonly #album: NewAlbum;
  readonly #size: KeepingSize;
  readonly #queue = new PQueue({ concurrency: mostAtOnce });
  #count = 0;
  #isBroken = false;

  constructor(album: NewAlbum, size: KeepingSize) {
    this.#album = album;
    this.#size = size;
  }

  /** Keeps a picture with a note; gives its number. Waits only while too many others are waiting. */
  async keep(image: RgbImage, note: unknown): Promise<number> {
    const number = this.#count++;
    await this.#queue.onSizeLessThan(mostWaiting);
    const { maxSide, quality } = this.#size;
    this.#queue
      .add(async () => {
        const jpeg = await encodeJpeg(image, maxSide, quality);
        this.#album.add(number, { note: JSON.stringify(note), jpeg });
      })
      .catch(() => {
        this.#isBroken = true;
      });
    return number;
  }

  /** Keeps a note without a picture, and waits until everything is kept. */
  async settle(note: unknown = null): Promise<void> {
    await this.#queue.onIdle();
    if (note !== null) {
      this.#album.add(this.#count, { note: JSON.stringify(note), jpeg: noPicture });
      this.#count++;
    }
  }

  /** Lets the album be read from now on. To be called when the rows that came from its pictures are written. */
  finish(): void {
    if (!this.#isBroken) this.#album.finish();
  }
}

/** Thrown when an album turns out to be incomplete or damaged: the film is to be decoded. */
export class LostPictures extends Error {
  override name = 'LostPictures';
}

/** Does work from kept pictures where there are some and nothing is lost of them, and from a decode otherwise. */
export async function recalledOr<T>(recall: (() => Promise<T>) | null, decode: () => Promise<T>): Promise<T> {
  if (!recall) return decode();
  try {
    return await recall();
  } catch (error) {
    if (!(error instanceof LostPictures)) throw error;
    return decode();
  }
}

/** A note of an album. Throws LostPictures where it is missing or of another form. */
export function noteOf<T>(album: Album, number: number, form: z.ZodType<T>): T {
  try {
    return form.parse(JSON.parse(album.picture(number)!.note));
  } catch (error) {
    throw new LostPictures(`note ${number}`, { cause: error });
  }
}

/** A picture of an album, decoded. Throws LostPictures where there is none. */
export async function pictureOf(album: Album, number: number): Promise<RgbImage> {
  try {
    return await decodeJpeg(album.picture(number)!.jpeg);
  } catch (error) {
    throw new LostPictures(`picture ${number}`, { cause: error });
  }
}
