import { z } from 'zod';
import type { Frame } from '../domain/image.ts';
import type { FramePass, FrameVector } from '../store/frame-table.ts';
import type { AlbumKey } from '../store/kept-pictures.ts';
import type { VideoRow } from '../store/video-table.ts';
import type { Commit, PassTools, PassWork } from './passes/pass.ts';
import { noteOf, PictureKeeper, pictureOf } from './picture-keeper.ts';

// Note: what a kept picture is good for
// A film that another picture model is to describe is not decoded again: the frames that were chosen for the last model
// are kept as JPEG. What a model makes of them differs a little from what it would have made of the decoded ones, by less
// than it differs between two encodings of one film. So a film is described from decoded frames when it is new, and from
// kept ones when only the model has changed; and kept ones are trusted only beside rows that came from the same decode,
// so that indexing that was killed ends with the same rows as indexing that was not.

/** Pictures are kept at the size that picture models look at. */
const frameSize = { maxSide: 640, quality: 82 };
/** Raised whenever other frames are chosen. */
const rules: Record<FramePass, string> = { sketch: 'keyframes-1', dense: 'changes-1' };

const frameNote = z.object({ time: z.number() });

const keyOf = (pass: FramePass, { fingerprint }: VideoRow): AlbumKey => ({
  film: fingerprint,
  purpose: pass,
  rule: rules[pass],
});

/** The rows of a pass that has a picture model describe frames, one after another in time order. */
export class DescribedFrames {
  readonly #pass: FramePass;
  readonly #video: VideoRow;
  readonly #tools: PassTools;
  readonly #keeper: PictureKeeper;
  readonly #frames: FrameVector[] = [];

  constructor(pass: FramePass, { video }: PassWork, tools: PassTools) {
    this.#pass = pass;
    this.#video = video;
    this.#tools = tools;
    this.#keeper = new PictureKeeper(tools.kept.begin(keyOf(pass, video)), frameSize);
  }

  async add(frame: Frame): Promise<void> {
    const [vector] = await this.#tools.models.pictures.encodeImages([frame]);
    this.#frames.push({ time: frame.time, vector: vector! });
    await this.#keeper.keep(frame, { time: frame.time } satisfies z.input<typeof frameNote>);
  }

  async finish(): Promise<Commit> {
    await this.#keeper.settle();
    return () => {
      writeFrames(this.#pass, this.#video, this.#tools, this.#frames);
      this.#keeper.finish();
    };
  }
}

/** How a pass has the frames of an earlier run described by the model of today; null where they were not kept. */
export function recallFrames(
  pass: FramePass,
  { video, reached }: PassWork,
  tools: PassTools,
): (() => Promise<Commit>) | null {
  const { models, kept } = tools;
  const album = wasIndexed(pass, video, tools) ? kept.album(keyOf(pass, video)) : null;
  if (!album) return null;
  return async () => {
    const frames: FrameVector[] = [];
    for (let number = 0; number < album.count; number++) {
      await tools.breathe();
      const { time } = noteOf(album, number, frameNote);
      const [vector] = await models.pictures.encodeImages([await pictureOf(album, number)]);
      frames.push({ time, vector: vector! });
      reached(time);
    }
    return () => writeFrames(pass, video, tools, frames);
  };
}

/** The pictures that the dense pass chose, in time order; null where they were not kept. */
export function recallDense({ video }: PassWork, tools: PassTools): AsyncIterable<Frame> | null {
  const album = wasIndexed('dense', video, tools) ? tools.kept.album(keyOf('dense', video)) : null;
  if (!album) return null;
  return (async function* () {
    for (let number = 0; number < album.count; number++) {
      const { time } = noteOf(album, number, frameNote);
      yield { ...(await pictureOf(album, number)), time };
    }
  })();
}

/** Whether rows of this pass are there that came from this very film. */
export function wasIndexed(
  pass: string,
  { id, fingerprint }: VideoRow,
  { store }: Pick<PassTools, 'store'>,
): boolean {
  return store.passes.inputOf(id, pass)?.startsWith(`${fingerprint}|`) ?? false;
}

function writeFrames(
  pass: FramePass,
  { id }: VideoRow,
  { models, store }: PassTools,
  frames: readonly FrameVector[],
): void {
  store.frames.replace(id, pass, models.pictures.modelId, frames);
}
