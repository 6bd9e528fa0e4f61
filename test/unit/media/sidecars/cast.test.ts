import { describe, expect, it } from 'vitest';
import { castOf, folderOfPicture } from '../../../../src-main/media/sidecars/cast.ts';
import type { Nfo } from '../../../../src-main/media/sidecars/nfo.ts';

const folder = '/films/A film';
const said = (...cast: Nfo['cast']) => ({
  folder,
  nfo: { title: null, originalTitle: null, year: null, plot: null, cast, uniqueIds: {} },
});
const actor = (name: string, thumb: string | null = null) => ({ name, role: null, thumb });

describe('The cast of a film', () => {
  it('has the picture of its name in .actors, however it is accented', () => {
    const cast = castOf([said(actor('Zoë O’Neil'), actor('Bo'))], [`${folder}/.actors/Zoe_O'Neil.jpg`]);
    expect(cast.map(({ picturePath }) => picturePath)).toEqual([`${folder}/.actors/Zoe_O'Neil.jpg`, null]);
  });

  it('has a picture that its file names inside the film’s folder, and no other', () => {
    const pictureOf = (thumb: string) => castOf([said(actor('Ada', thumb))], [])[0]!.picturePath;
    expect(pictureOf('cast/ada.jpg')).toBe(`${folder}/cast/ada.jpg`);
    expect(pictureOf(`${folder}/ada.png`)).toBe(`${folder}/ada.png`);
    for (const thumb of [
      'https://example.org/ada.jpg',
      'file:///films/A film/ada.jpg',
      'C:/ada.jpg',
      '../ada.jpg',
      'cast/../../ada.jpg',
      '/etc/ada.jpg',
      'ada.txt',
      '.jpg/..',
    ]) {
      expect([thumb, pictureOf(thumb)]).toEqual([thumb, null]);
    }
  });

  it('is that of the film first, then that of the show, each once', () => {
    const cast = castOf([said(actor('Ada')), said(actor('Bo'), actor('ADA'))], []);
    expect(cast.map(({ name }) => name)).toEqual(['Ada', 'Bo']);
  });

  it('is whoever there are pictures of, where no file names anybody', () => {
    expect(castOf([], [`${folder}/.actors/Ada_Stone.jpg`])).toEqual([
      { name: 'Ada Stone', role: null, picturePath: `${folder}/.actors/Ada_Stone.jpg` },
    ]);
  });
});

describe('The folder of a picture', () => {
  it('is the film’s, or that of its show, and never one further up', () => {
    const film = '/shows/Show/Season 1/Disc 1/a.mkv';
    expect(folderOfPicture(film, '/shows/Show/Season 1/Disc 1/.actors/A.jpg')).toBe(
      '/shows/Show/Season 1/Disc 1',
    );
    expect(folderOfPicture(film, '/shows/Show/.actors/A.jpg')).toBe('/shows/Show');
    expect(folderOfPicture(film, '/shows/.actors/A.jpg')).toBeNull();
  });
});
