import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCore, type Core } from '../../../src-main/api/core.ts';
import { readNfo } from '../../../src-main/media/sidecars/nfo.ts';
import { makeShortFilm, type ShortFilm } from '../cli/short-film.ts';

// The real core on a short drawn film with everything beside it that media centres write.

let place: string;
let folder: string;
let short: ShortFilm;
let core: Core;

const at = (name: string) => join(folder, name);
const film = async () => {
  const { videos } = await core.call('library.videos', {});
  return core.call('library.video', { id: videos[0]!.id });
};

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'kinora-beside-'));
  folder = join(place, 'films', 'A film (1999)');
  mkdirSync(join(folder, '.actors'), { recursive: true });
  short = await makeShortFilm();
  await copyFile(short.path, at('a.mp4'));
  await copyFile(short.portraits['Ada']![0]!, at('.actors/Ada.jpg'));
  writeFileSync(join(place, 'secret.jpg'), 'not for anybody');
  symlinkSync(join(place, 'secret.jpg'), at('.actors/Eve.jpg'));
  writeFileSync(at('.actors/Bo.jpg'), 'this is no picture');
  writeFileSync(
    at('a.nfo'),
    `<movie><title>The Mug &amp; the Street</title><originaltitle>Die Tasse</originaltitle><year>1999</year>
     <plot>Ada looks for her mug.</plot>
     <actor><name>Ada</name><role>Rita</role></actor><actor><name>Eve</name></actor>
     <actor><name>Bo</name></actor><actor><name>Cy</name></actor></movie>https://example.org/`,
  );
  writeFileSync(at('a.pt_BR.sdh.srt'), '1\n00:00:01,000 --> 00:00:02,000\nCadê a caneca?\n');
  writeFileSync(
    at('poster.jpg'),
    await sharp({ create: { width: 1200, height: 1800, channels: 3, background: '#336699' } })
      .withExif({ IFD0: { Copyright: 'somebody' } })
      .png()
      .toBuffer(),
  );
  core = await openCore({ libraryFolder: join(place, 'library') });
  await core.call('library.index', { paths: [join(place, 'films')] });
});
afterAll(async () => {
  await core?.close();
  rmSync(place, { recursive: true, force: true });
});

describe('The files beside a film', () => {
  it('give it its title, year, plot, cast and the languages of its dialogue', async () => {
    expect(await film()).toMatchObject({
      title: 'The Mug & the Street',
      state: 'ready',
      problem: null,
      facts: { originalTitle: 'Die Tasse', year: 1999, plot: 'Ada looks for her mug.' },
      cast: [
        { name: 'Ada', role: 'Rita', hasPicture: true, enrolled: false },
        { name: 'Eve', role: null, hasPicture: true },
        { name: 'Bo', hasPicture: true },
        { name: 'Cy', hasPicture: false },
      ],
      cueSources: [{ source: 'a.pt_BR.sdh.srt', language: 'pt-BR', forced: false, sdh: true }],
    });
  });

  it('give it its poster, made anew as a JPEG', async () => {
    const { id } = await film();
    const poster = core.media.poster(id)!;
    const made = await sharp(readFileSync(poster)).metadata();
    expect([made.format, made.width, made.height, made.exif]).toEqual(['jpeg', 640, 960, undefined]);
  });

  it('offer the cast, whom there is a picture of first', async () => {
    const { id } = await film();
    const { offers } = await core.call('people.castOffers', { videoId: id });
    expect(offers.map(({ name }) => name)).toEqual(['Ada', 'Eve', 'Bo', 'Cy']);
    expect(offers[0]).toEqual({ videoId: id, name: 'Ada', role: 'Rita', hasPicture: true, enrolled: false });
  });

  it('show the pictures of the cast as JPEGs of Kinora’s own, and nothing that a link leads to', async () => {
    const { id } = await film();
    const path = await core.media.castPicture(id, 'Ada');
    expect(path?.startsWith(join(place, 'library'))).toBe(true);
    expect((await sharp(readFileSync(path!)).metadata()).format).toBe('jpeg');
    for (const name of ['Eve', 'Bo', 'Cy', 'Nobody', '../secret']) {
      expect([name, await core.media.castPicture(id, name)]).toEqual([name, null]);
    }
    expect(await core.media.castPicture(id + 1, 'Ada')).toBeNull();
  });

  it('enrol somebody of the cast at once, and say why when they cannot', async () => {
    const { id } = await film();
    const added = await core.call('people.enrolCast', { videoId: id, name: 'ada' });
    expect(added).toMatchObject({ accepted: 1, rejected: [], person: { name: 'Ada', pictures: 1 } });
    expect(added.person!.onScreen).toBeGreaterThan(3);
    expect((await film()).cast[0]).toMatchObject({ name: 'Ada', enrolled: true });
    const enrol = (name: string) => core.call('people.enrolCast', { videoId: id, name });
    await expect(enrol('Eve')).rejects.toThrow(/is a link that leads out/);
    await expect(enrol('Bo')).rejects.toThrow(/is not a picture/);
    await expect(enrol('Cy')).rejects.toThrow(/There is no picture of Cy/);
    await expect(enrol('Dee')).rejects.toThrow(/name nobody called Dee/);
  });

  it('are written from what is known, and somebody else’s are kept', async () => {
    const written = await core.call('exports.nfo', { path: at('a.mp4') });
    expect(written.people).toBe(4);
    const nfo = await readNfo(written.path);
    expect(nfo).toMatchObject({ title: 'The Mug & the Street', year: 1999 });
    expect(nfo!.cast[0]).toMatchObject({ name: 'Ada', role: 'Rita' });
    const over = core.call('exports.nfo', { path: at('a.mp4'), output: at('a.nfo') });
    await expect(over).rejects.toThrow('is there already');
  });

  it('name the faces of a picture that is saved, where they are', async () => {
    const { path, appearances } = await film();
    const { intervals, name } = appearances[0]!;
    const time = (intervals[0]!.start + intervals[0]!.end) / 2;
    const { faces } = await core.call('people.facesAt', { videoId: (await film()).id, time });
    const still = await core.call('exports.still', { path, time });
    expect(still.people).toContain(name);
    const { format, xmp, width, height } = await sharp(still.path).metadata();
    expect([format, width, height]).toEqual(['jpeg', (await film()).width, (await film()).height]);
    const regions = xmp!.toString('utf8');
    expect(regions).toContain(`<mwg-rs:Name>${name}</mwg-rs:Name>`);
    expect(regions).toContain(`stDim:w="${width}" stDim:h="${height}"`);
    const [, x, y] = regions.match(/stArea:x="([\d.]+)" stArea:y="([\d.]+)"/)!;
    const isThere = ({ box }: (typeof faces)[number]) =>
      Math.abs(box.x + box.width / 2 - Number(x)) < 0.05 &&
      Math.abs(box.y + box.height / 2 - Number(y)) < 0.05;
    expect(faces.some(isThere)).toBe(true);
    const text = core.call('exports.still', { path, time, output: at('still.png') });
    await expect(text).rejects.toThrow('is not the name of a JPEG');
    const over = core.call('exports.still', { path, time, output: path });
    await expect(over).rejects.toThrow('JPEG');
  });

  it('are read again when they change, and let go when they are gone', async () => {
    const { id } = await film();
    writeFileSync(at('a.nfo'), '<movie><title>Another title</title></movie>');
    rmSync(at('poster.jpg'));
    await core.call('library.rescan', {});
    expect(await film()).toMatchObject({ title: 'Another title', facts: null, hasPoster: true });
    expect(core.media.poster(id)).toMatch(/poster\.jpg$/);
    expect(existsSync(join(place, 'library', 'thumbnails', `${id}-cover.jpg`))).toBe(false);
    expect((await film()).cast.map(({ name }) => name).toSorted()).toEqual(['Ada', 'Bo', 'Eve']);
    rmSync(at('a.nfo'));
    await core.call('library.rescan', { path: join(place, 'films') });
    expect((await film()).title).toBe('a');
  });
});

describe('The folders of a library', () => {
  it('are told with how many films each has', async () => {
    const { folders } = await core.call('library.folders', {});
    expect(folders).toMatchObject([
      { path: join(place, 'films'), state: 'unwatched', watching: 'auto', films: 1, problem: null },
    ]);
    expect(folders[0]!.scannedAt).not.toBeNull();
  });

  it('do not bring a film back by themselves that was taken out, but when they are indexed', async () => {
    const { id } = await film();
    await core.call('library.remove', { id });
    await core.call('library.rescan', {});
    expect((await core.call('library.videos', {})).videos).toEqual([]);
    await core.call('library.index', { paths: [join(place, 'films')] });
    expect((await core.call('library.videos', {})).videos).toHaveLength(1);
  });

  it('have patterns of their own', async () => {
    const before = await core.call('library.patterns', {});
    expect(before.exclude).toContain('**/.*');
    expect(await core.call('library.setPatterns', { include: ['*.mkv'] })).toEqual({
      include: ['*.mkv'],
      exclude: before.exclude,
    });
    expect(await core.call('library.setPatterns', {})).toEqual(before);
  });

  it('go with their films, or without them', async () => {
    const path = join(place, 'films');
    expect(await core.call('library.removeFolder', { path, keepFilms: true })).toEqual({
      removed: true,
      films: 0,
    });
    await expect(core.call('library.removeFolder', { path })).rejects.toThrow(/has no folder/);
    expect((await core.call('library.videos', {})).videos).toHaveLength(1);
    await core.call('library.index', { paths: [path] });
    expect(await core.call('library.removeFolder', { path })).toEqual({ removed: true, films: 1 });
    expect((await core.call('library.videos', {})).videos).toEqual([]);
  });
});

describe('A core that watches', () => {
  it('indexes what comes into its folders by itself', async () => {
    const watching = await openCore({ libraryFolder: join(place, 'watching'), background: true });
    try {
      const path = join(place, 'watched');
      mkdirSync(path);
      await watching.call('library.index', { paths: [path] });
      expect((await watching.call('library.folders', {})).folders).toMatchObject([
        { path, state: 'watched' },
      ]);
      await copyFile(short.path, join(path, 'b.mp4'));
      await expect
        .poll(async () => (await watching.call('library.videos', {})).videos.map(({ state }) => state), {
          timeout: 60_000,
          interval: 300,
        })
        .toEqual(['ready']);
    } finally {
      await watching.close();
    }
  });
});
