import { centreOf, type Box } from '../../domain/box.ts';
import type { Frame } from '../../domain/image.ts';
import { sampleAffine } from '../../models/affine-sampler.ts';
import { speakerFacePixels, speakerPictureRate } from '../../models/families/active-speaker-model.ts';
import { boxAt, picturesOf, type FaceStretch } from './faces-in-speech.ts';

/** A stretch of a face track with the pictures of the face. */
export interface FaceClip {
  readonly stretch: FaceStretch;
  /** `[pictures, 112, 112]`, grey, 25 a second from the start of the stretch. */
  readonly faces: Uint8Array;
}

/**
 * The square that is cut out, by half of the longer side of the face's box: so wide, and its middle so far below the
 * box's. It is what is left of the crops that the published models of active speakers are shown.
 */
const cropSide = 1.4;
const cropDown = 0.4;
/** What red, green and blue count in a grey picture (ITU-R BT.601). */
const greyShares = [0.299, 0.587, 0.114] as const;
const facePixels = speakerFacePixels ** 2;

/**
 * Cuts the faces of some stretches out of a film's pictures; each clip comes as soon as it is whole. Of a film with
 * fewer than 25 pictures a second some are taken twice, of one with more some are left out.
 * @param frames in time order, from the first stretch's start to the last one's end
 * @param stretches in the order of their starts
 */
export async function* faceClips(
  frames: AsyncIterable<Frame>,
  stretches: readonly FaceStretch[],
): AsyncGenerator<FaceClip, void> {
  const coming = stretches.toReversed();
  let open: GrowingClip[] = [];
  for await (const frame of frames) {
    while (coming.length > 0 && coming.at(-1)!.start <= frame.time + halfPicture) {
      open.push(new GrowingClip(coming.pop()!));
    }
    for (const clip of open) clip.take(frame);
    for (const clip of open) if (clip.isWhole) yield clip.finished();
    open = open.filter(({ isWhole }) => !isWhole);
  }
  // The film ends before its tracks do by a picture or two.
  for (const clip of open) yield clip.finished();
}

const halfPicture = 0.5 / speakerPictureRate;

class GrowingClip {
  readonly #stretch: FaceStretch;
  readonly #faces: Uint8Array;
  readonly #wanted: number;
  #taken = 0;

  constructor(stretch: FaceStretch) {
    this.#stretch = stretch;
    this.#wanted = picturesOf(stretch);
    this.#faces = new Uint8Array(this.#wanted * facePixels);
  }

  get isWhole(): boolean {
    return this.#taken === this.#wanted;
  }

  take(frame: Frame): void {
    let face: Uint8Array | null = null;
    while (!this.isWhole && this.#nextTime - halfPicture <= frame.time) {
      face ??= greyFace(frame, boxAt(this.#stretch.samples, frame.time));
      this.#faces.set(face, this.#taken++ * facePixels);
    }
  }

  /** The clip as far as there were pictures. */
  finished(): FaceClip {
    return { stretch: this.#stretch, faces: this.#faces.subarray(0, this.#taken * facePixels) };
  }

  get #nextTime(): number {
    return this.#stretch.start + this.#taken / speakerPictureRate;
  }
}

/** `[112, 112]`; what lies outside of the picture is black. */
function greyFace(frame: Frame, box: Box): Uint8Array {
  const half = Math.max(box.width * frame.width, box.height * frame.height) / 2;
  const step = (cropSide * half) / speakerFacePixels;
  const centre = centreOf(box);
  const map = {
    a: step,
    b: 0,
    tx: centre.x * frame.width - (cropSide / 2) * half,
    c: 0,
    d: step,
    ty: centre.y * frame.height + (cropDown - cropSide / 2) * half,
  };
  const colours = sampleAffine(frame, map, speakerFacePixels, speakerFacePixels, { scale: 1, offset: 0 });
  const [red, green, blue] = greyShares;
  return Uint8Array.from(
    { length: facePixels },
    (_, at) => red * colours[at * 3]! + green * colours[at * 3 + 1]! + blue * colours[at * 3 + 2]! + 0.5,
  );
}
