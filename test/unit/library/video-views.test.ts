import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { videoSummary } from '../../../src-main/api/contract.ts';
import { apiPath, requireVideoAt } from '../../../src-main/library/library-path.ts';
import { videoOverview, videoPage } from '../../../src-main/library/video-views.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

let library: WrittenLibrary;
beforeEach(() => {
  library = new WrittenLibrary();
});
afterEach(() => library.close());

describe("A film's page", () => {
  it('holds shots, lines, and who appears when', () => {
    const id = library.film({
      duration: 20,
      cuts: [7.5],
      faces: [
        { person: 'Bo', start: 1, end: 2, confidence: 0.7 },
        { person: 'Bo', start: 2.4, end: 3, confidence: 0.7 },
        { person: 'Ada', start: 8, end: 9, confidence: 0.8 },
      ],
      cues: [{ start: 1, end: 2, text: 'Hello' }],
    });
    const page = videoPage(library.reader, library.reader.videos.byId(id)!, true);
    expect(page).toMatchObject({
      state: 'ready',
      people: ['Ada', 'Bo'],
      hasAudio: false,
      shots: [
        { start: 0, end: 7.5, transition: 'start' },
        { start: 7.5, end: 20, transition: 'cut' },
      ],
      cues: [{ start: 1, end: 2, text: 'Hello', source: 'film.srt' }],
      appearances: [
        { name: 'Ada', intervals: [{ start: 8, end: 9, confidence: 0.8 }] },
        { name: 'Bo', intervals: [{ start: 1, end: 3, confidence: 0.7 }] },
      ],
      playback: 'transcoded',
    });
  });

  it('sums up who is in it and where it plays, once it has been looked at', () => {
    const id = library.film({
      faces: [
        { person: 'Bo', start: 1, end: 2, confidence: 0.7 },
        { person: 'Ada', start: 8, end: 11, confidence: 0.8 },
        { person: 'Ada', start: 10, end: 12, confidence: 0.8 },
      ],
    });
    const page = () => videoPage(library.reader, library.reader.videos.byId(id)!, true);
    expect(page().summary).toBeNull();
    library.store.summaries.replacePlaces(id, [
      { concept: 'street', share: 0.2 },
      { concept: 'kitchen', share: 0.5 },
    ]);
    library.store.passes.finish(id, { pass: 'summary', version: 1, input: 'film', damage: null });
    expect(page().summary).toEqual({
      people: [
        { name: 'Ada', seconds: 4 },
        { name: 'Bo', seconds: 1 },
      ],
      places: [
        { concept: 'kitchen', share: 0.5 },
        { concept: 'street', share: 0.2 },
      ],
    });
  });

  it('tells that the file is not there now, whatever the index says', () => {
    const video = library.reader.videos.byId(library.film({}))!;
    expect(videoOverview(video, [], false).state).toBe('offline');
    expect(videoSummary.parse(videoOverview(video, ['Ada'], true)).state).toBe('ready');
  });
});

describe('A path', () => {
  it('finds its film, and is named when it does not', () => {
    const path = join(library.folder, 'a film.mp4');
    const id = library.film({ path });
    expect(requireVideoAt(library.reader, join(library.folder, 'x', '..', 'a film.mp4')).id).toBe(id);
    expect(() => requireVideoAt(library.reader, '/nowhere/b.mp4')).toThrow(/\/nowhere\/b\.mp4/);
  });

  it('has forward slashes on every platform', () => {
    expect(apiPath('C:\\films\\a.mp4', 'win32')).toBe('C:/films/a.mp4');
    expect(apiPath('/films/a\\b.mp4', 'linux')).toBe('/films/a\\b.mp4');
  });
});
