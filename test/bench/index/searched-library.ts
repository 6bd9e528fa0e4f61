import type { TextTokens } from '../../../src-main/models/adapters/text-tokens.ts';
import { TwoTowerMatcher } from '../../../src-main/models/adapters/two-tower-matcher.ts';
import type { VisualTextDescription } from '../../../src-main/models/families/model-description.ts';
import type { ModelSession } from '../../../src-main/models/families/model-session.ts';
import { FrameIndex } from '../../../src-main/search/frame-index.ts';
import { LibraryMemory } from '../../../src-main/search/library-memory.ts';
import { Pacer } from '../../../src-main/search/pacer.ts';
import type { LibraryReader } from '../../../src-main/store/library-reader.ts';
import { dimension } from './made-up-vectors.ts';

export const model = 'made-up';

/** What needs neither of the two towers: what is asked for is given as a vector. */
const matcher = new TwoTowerMatcher(
  { id: model, dimension, likeness: { scale: 10, bias: -3 } } as VisualTextDescription,
  { texts: {} as ModelSession, tokens: {} as TextTokens },
);

/** A library's vectors as searches look through them. */
export class SearchedLibrary {
  readonly #index: FrameIndex;

  constructor(reader: LibraryReader) {
    this.#index = new FrameIndex(reader, new LibraryMemory(reader), matcher);
  }

  /** Film and second of the nearest `count` frames, nearest first; of one film alone where it is named. */
  async nearest(vector: Float32Array, count: number, videoId: number | null = null): Promise<string[]> {
    const pacer = new Pacer();
    const films = await this.#index.films(pacer);
    const asked = videoId === null ? films : films.filter((film) => film.videoId === videoId);
    const { frames } = await this.#index.nearest(vector, asked, pacer);
    return frames.slice(0, count).map(({ videoId, time }) => `${videoId} ${time}`);
  }
}
