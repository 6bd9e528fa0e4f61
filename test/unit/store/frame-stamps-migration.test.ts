import { afterEach, beforeEach, expect, it } from 'vitest';
import { frameStamps } from '../../../src-main/store/migrations/020-frame-stamps.ts';
import { pictureModel } from '../../fixtures/picture-vectors.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

let library: WrittenLibrary;
beforeEach(() => {
  library = new WrittenLibrary();
});
afterEach(() => library.close());

it('Frames of an older library have their stamps', () => {
  const film = library.film({ frames: { 1: { dog: 0.9 }, 2: { cat: 0.9 } } });
  library.film({});
  library.db.exec('DROP TABLE frame_stamps');
  library.db.exec(frameStamps);
  expect(library.store.frames.stamps()).toMatchObject([{ videoId: film, model: pictureModel, count: 2 }]);
});
