import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VectorColumns } from '../../../src-main/domain/vector-columns.ts';
import { ConceptWords } from '../../../src-main/models/concept-bank/concept-words.ts';
import { FrameIndex } from '../../../src-main/search/frame-index.ts';
import { LibraryMemory } from '../../../src-main/search/library-memory.ts';
import { Pacer } from '../../../src-main/search/pacer.ts';
import { frameOf, pictureModel } from '../../fixtures/picture-vectors.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

/** Counts the films whose frames were read anew. */
class CountingWords extends ConceptWords {
  read = 0;

  override envelope(pictures: VectorColumns): Float32Array {
    this.read++;
    return super.envelope(pictures);
  }
}

let library: WrittenLibrary;
let words: CountingWords;
let index: FrameIndex;
beforeEach(() => {
  library = new WrittenLibrary();
  words = new CountingWords();
  index = new FrameIndex(library.reader, new LibraryMemory(library.reader), words);
});
afterEach(() => library.close());

const films = async () => (await index.films(new Pacer())).map(({ videoId }) => videoId);
const timesOf = (videoId: number) => [...index.framesOf(videoId).times];

describe('The frames in memory', () => {
  it('follow what is written to a film, and leave the others as they are', async () => {
    const [first, other] = [1, 2].map(() => library.film({ frames: { 1: { dog: 0.9 } } }));
    expect(await films()).toEqual([first, other]);
    expect(words.read).toBe(2);
    library.store.frames.replace(first!, 'dense', pictureModel, [frameOf(5, { cat: 0.9 })]);
    expect(await films()).toEqual([first, other]);
    expect([timesOf(first!), timesOf(other!)]).toEqual([[5], [1]]);
    expect(words.read).toBe(3);
  });

  it('are not read again after a change of something else', async () => {
    library.film({ frames: { 1: { dog: 0.9 } } });
    await films();
    library.person('Ada');
    library.film({});
    expect(await films()).toHaveLength(1);
    expect(words.read).toBe(1);
  });

  it('go with their film, and come anew where they went and came back meanwhile', async () => {
    const [first, other] = [1, 2].map(() => library.film({ frames: { 1: { dog: 0.9 } } }));
    await films();
    library.store.videos.remove(first!);
    library.store.frames.replace(other!, 'dense', pictureModel, []);
    library.store.frames.replace(other!, 'dense', pictureModel, [frameOf(7, { dog: 0.9 })]);
    expect(await films()).toEqual([other]);
    expect(timesOf(other!)).toEqual([7]);
    library.store.frames.replace(other!, 'dense', pictureModel, []);
    expect(await films()).toEqual([]);
  });

  it('are those of the model that described the film last', async () => {
    const film = library.film({ frames: { 1: { dog: 0.9 } } });
    await films();
    const newer = `${pictureModel}-newer`;
    library.store.frames.replace(film, 'sketch', newer, [frameOf(3, { dog: 0.9 })]);
    await films();
    expect(timesOf(film)).toEqual([3]);
    library.store.frames.replace(film, 'sketch', newer, []);
    await films();
    expect(timesOf(film)).toEqual([1]);
  });
});
