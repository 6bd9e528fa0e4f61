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
    const page = videoPage(library.reader, library.reader.videos.byId(id)!);
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

  it('tells that the file is not there, and why, whatever the index says', () => {
    const id = library.film({});
    const view = () => videoSummary.parse(videoOverview(library.reader.videos.byId(id)!, ['Ada'], false));
    expect(view()).toMatchObject({ state: 'ready', problem: null });
    library.store.videos.setAbsence(id, 'file');
    expect(view()).toMatchObject({
      state: 'offline',
      problem: { sentence: 'The file is no longer there.', remedy: expect.stringContaining('Put it back') },
    });
    library.store.videos.setAbsence(id, 'folder');
    expect(view()).toMatchObject({ problem: { remedy: expect.stringContaining('Plug in the drive') } });
  });

  it('holds what the files beside it say, and who of the cast is enrolled', () => {
    const id = library.film({ faces: [{ person: 'Zoë O’Neil', start: 0, end: 1 }] });
    library.store.facts.replace(
      id,
      {
        title: 'A',
        originalTitle: null,
        year: 1999,
        plot: 'Much.',
        uniqueIds: { imdb: 'tt1' },
        hasCover: true,
      },
      [
        { name: "Zoe O'Neil", role: 'Rita', picturePath: '/films/.actors/Zoe_O’Neil.jpg' },
        { name: 'Bo', role: null, picturePath: null },
      ],
    );
    expect(videoPage(library.reader, library.reader.videos.byId(id)!)).toMatchObject({
      hasPoster: true,
      facts: { originalTitle: null, year: 1999, plot: 'Much.' },
      cast: [
        { name: "Zoe O'Neil", role: 'Rita', hasPicture: true, enrolled: true },
        { name: 'Bo', role: null, hasPicture: false, enrolled: false },
      ],
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
    const page = () => videoPage(library.reader, library.reader.videos.byId(id)!);
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
