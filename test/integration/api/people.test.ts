import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCore, type Core } from '../../../src-main/api/core.ts';
import { generatedScript } from '../../../src-main/film-maker/generated-script.ts';
import { makeFilm, type MadeFilm } from '../../../src-main/film-maker/make-film.ts';
import { findFfmpeg } from '../../../src-main/media/ffmpeg-tools.ts';
import { modelCacheFolder } from '../../../src-main/models/model-cache-folder.ts';

// The real core on a short drawn film: what the user says of faces and people, and what comes of it.

let folder: string;
let made: MadeFilm;
let core: Core;
let videoId: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-people-'));
  const script = generatedScript(20, { duration: 12, castSize: 2 });
  made = await makeFilm(await findFfmpeg(), script, join(modelCacheFolder(), 'films'));
  mkdirSync(join(folder, 'films'));
  copyFileSync(made.film, join(folder, 'films', 'Short film.mp4'));
  core = await openCore({ libraryFolder: join(folder, 'library') });
  await core.call('library.index', { paths: [join(folder, 'films')] });
  const { videos } = await core.call('library.videos', {});
  videoId = videos[0]!.id;
}, 240_000);

afterAll(async () => {
  await core?.close();
  rmSync(folder, { recursive: true, force: true });
});

const pictures = (name: string) => (made.portraits[name] ?? []).map((path) => ({ path }));
const cast = () => Object.keys(made.portraits) as [string, string];
const listed = async () => (await core.call('people.list', {})).people.map(({ name }) => name);

/** The clearest face of the unnamed person who is on screen most. */
async function firstFace() {
  const { groups } = await core.call('people.unnamed', {});
  return { group: groups[0]!.id, face: groups[0]!.faces[0]! };
}

describe('Enrolling somebody', { timeout: 240_000 }, () => {
  it('shows before where the person would be found, and keeps nothing of it', async () => {
    const [name] = cast();
    const preview = await core.call('people.preview', { name, from: { pictures: pictures(name) } });
    expect(preview).toMatchObject({ known: null, alike: null, rejected: [] });
    expect(preview.faces.length).toBeGreaterThan(0);
    expect(await listed()).toEqual([]);

    const { person } = await core.call('people.add', { name, pictures: pictures(name) });
    expect(person!.onScreen).toBeCloseTo(preview.onScreen);
    expect(preview.films).toMatchObject([{ videoId, onScreen: preview.onScreen }]);
    expect((await core.call('people.person', { id: person!.id })).films).toEqual(preview.films);
  });

  it('takes a picture once, however often it is given', async () => {
    const [name] = cast();
    const copies = Array.from({ length: 10 }, (_, copy) => {
      const path = join(folder, `copy ${copy}.png`);
      copyFileSync(made.portraits[name]![0]!, path);
      return { path };
    });
    const twin = await core.call('people.add', { name: 'Twin', pictures: copies });
    expect(twin.accepted).toBe(1);
    expect(twin.rejected).toHaveLength(9);
    expect(twin.rejected[0]!.reason).toBe('“copy 1.png” shows the same as “copy 0.png”.');
    const again = await core.call('people.add', { name: 'Twin', pictures: copies.slice(0, 1) });
    expect(again).toMatchObject({ accepted: 0, person: { name: 'Twin' } });
    const twenty = core.call('people.add', { name, pictures: [...copies, ...copies] });
    await expect(twenty).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('notices one person under two names, until somebody says that they are two', async () => {
    const [name] = cast();
    const { pairs } = await core.call('people.alike', {});
    expect(pairs.map(({ people }) => people.map((one) => one.name))).toEqual([[name, 'Twin']]);
    const preview = await core.call('people.preview', { name: 'Third', from: { pictures: pictures(name) } });
    expect([name, 'Twin']).toContain(preview.alike!.person.name);
    const [{ people }] = pairs as [(typeof pairs)[number]];
    await core.call('people.apart', { people: [people[0].id, people[1].id] });
    expect(await core.call('people.alike', {})).toEqual({ pairs: [] });
    await core.call('people.undo', {});
    await core.call('people.merge', { people: [people[0].id, people[1].id] });
    expect(await listed()).toEqual([name]);
    expect(await core.call('people.undo', {})).toEqual({ undone: 'unite' });
    await core.call('people.remove', { name: 'Twin' });
  });

  it('says when pictures do not show the person who has the name', async () => {
    const [name, other] = cast();
    const preview = await core.call('people.preview', { name, from: { pictures: pictures(other) } });
    expect(preview.known!.name).toBe(name);
    expect(preview.sameAsKnown).toBeLessThan(0.5);
  });

  it('refuses a picture without a face, a name without letters and one of 10,000', async () => {
    const wall = join(folder, 'wall.png');
    const grey = { create: { width: 320, height: 320, channels: 3 as const, background: '#8a8f95' } };
    writeFileSync(wall, await sharp(grey).png().toBuffer());
    const refused = await core.call('people.add', { name: 'Wall', pictures: [{ path: wall }] });
    expect(refused).toMatchObject({ person: null, accepted: 0, rejected: [{ picture: 'wall.png' }] });
    for (const name of ['x'.repeat(10_000), '\u200b', '  ']) {
      await expect(core.call('people.add', { name, pictures: pictures(cast()[0]) })).rejects.toMatchObject({
        code: 'bad-input',
      });
    }
  });

  it('keeps names of any script, and of signs alone', async () => {
    for (const name of ['👩‍🚀🎬', 'עדה לאבלייס', '李小龙']) {
      const { person } = await core.call('people.add', { name, pictures: pictures(cast()[1]) });
      expect(person!.name).toBe(name);
      const { moments } = await core.call('search.run', { query: `@"${name}"` });
      expect(moments.length).toBeGreaterThan(0);
      await core.call('people.remove', { name });
    }
  });
});

describe('A face in a paused film', { timeout: 240_000 }, () => {
  it('is found with its track, and names everything that is taken for it', async () => {
    const { face, group } = await firstFace();
    const { faces } = await core.call('people.facesAt', { videoId, time: face.time });
    const same = faces.find(({ track }) => track === face.track)!;
    expect(same).toMatchObject({ person: null, group });
    expect(Buffer.from(same.portrait, 'base64').subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));

    const place = { videoId, time: face.time, box: same.box };
    const preview = await core.call('people.preview', { name: 'Stranger', from: { face: place } });
    const { person, known } = await core.call('people.enrolFace', { ...place, name: 'Stranger' });
    expect(known).toBe(false);
    expect(person).toMatchObject({ pictures: 1, onScreen: preview.onScreen });
    const { faces: after } = await core.call('people.facesAt', { videoId, time: face.time });
    expect(after.find(({ track }) => track === face.track)!.person!.name).toBe('Stranger');
    expect(await core.call('people.undo', {})).toEqual({ undone: 'name' });
    expect(await listed()).not.toContain('Stranger');
  });

  it('that is not there is told in one sentence', async () => {
    const box = { x: 0, y: 0.9, width: 0.02, height: 0.02 };
    const call = core.call('people.enrolFace', { videoId, time: 1, box, name: 'Nobody' });
    await expect(call).rejects.toMatchObject({ code: 'no-face' });
    const gone = core.call('people.facesAt', { videoId: 999, time: 1 });
    await expect(gone).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('Answers and covers', { timeout: 240_000 }, () => {
  it('hold when the film is indexed again, until they are taken back', async () => {
    const { face } = await firstFace();
    const { person } = await core.call('people.add', {
      name: 'Eve',
      pictures: pictures(cast()[0]).slice(0, 1),
    });
    await core.call('people.confirm', { person: person!.id, track: face.track });
    const covered = await core.call('people.cover', { person: person!.id, track: face.track });
    expect(covered.person.cover).not.toBe(person!.cover);
    const cover = readFileSync(core.media.personPicture(person!.id)!);

    const film = join(folder, 'films', 'Short film.mp4');
    await core.call('library.remove', { id: videoId });
    const { videos: none } = await core.call('library.videos', {});
    expect(none).toEqual([]);
    await core.call('library.index', { paths: [film] });
    const { videos } = await core.call('library.videos', {});
    videoId = videos[0]!.id;

    const page = await core.call('people.person', { id: person!.id });
    expect(page.answers).toMatchObject([{ shows: true, time: face.time, box: face.box }]);
    const { faces } = await core.call('people.faces', { id: person!.id, limit: 500 });
    const confirmed = faces.find(({ track }) => track === page.answers[0]!.track)!;
    expect(confirmed.confidence).toBe(1);
    expect(readFileSync(core.media.personPicture(person!.id)!)).toEqual(cover);

    await core.call('people.refuse', { person: person!.id, track: confirmed.track });
    const { faces: fewer } = await core.call('people.faces', { id: person!.id, limit: 500 });
    expect(fewer.map(({ track }) => track)).not.toContain(confirmed.track);
    expect(await core.call('people.undo', {})).toEqual({ undone: 'refuse' });
    expect(await core.call('people.undo', {})).toEqual({ undone: 'cover' });
    expect(readFileSync(core.media.personPicture(person!.id)!)).not.toEqual(cover);
    expect(await core.call('people.undo', {})).toEqual({ undone: 'confirm' });
  });

  it('are asked for where a face is in doubt, and not again once they were given', async () => {
    const [name] = cast();
    await core.call('people.remove', { name });
    await core.call('people.remove', { name: 'Eve' });
    const base64 = (await sharp(made.portraits[name]![0]!).blur(5.2).jpeg().toBuffer()).toString('base64');
    const blurred = [{ name: 'blurred.jpg', base64 }];
    const preview = await core.call('people.preview', { name, from: { pictures: blurred } });
    const { person } = await core.call('people.add', { name, pictures: blurred });
    const { faces } = await core.call('people.doubtful', { id: person!.id });
    expect(faces).toEqual(preview.doubtful);
    const [doubt] = faces;
    expect(doubt).toMatchObject({ named: false });
    expect(doubt!.confidence).toBeGreaterThan(0.1);

    await core.call('people.confirm', { person: person!.id, track: doubt!.track });
    const page = await core.call('people.person', { id: person!.id });
    expect(page.person.onScreen).toBeCloseTo(doubt!.onScreen);
    expect(await core.call('people.doubtful', { id: person!.id })).toEqual({ faces: [] });
    await core.call('people.undo', {});
    await core.call('people.refuse', { person: person!.id, track: doubt!.track });
    expect(await core.call('people.doubtful', { id: person!.id })).toEqual({ faces: [] });
    await core.call('people.undo', {});
    await core.call('people.remove', { name });
    await core.call('people.add', { name, pictures: pictures(name) });
  });

  it('a picture that is taken away no longer counts', async () => {
    const { person } = await core.call('people.add', {
      name: 'Two',
      pictures: pictures(cast()[1]).slice(0, 2),
    });
    const { pictures: own } = await core.call('people.person', { id: person!.id });
    expect(own.length).toBe(2);
    for (const { id } of own)
      expect(await core.call('people.removePicture', { picture: id })).toEqual({ removed: true });
    const page = await core.call('people.person', { id: person!.id });
    expect(page).toMatchObject({ faces: 0, pictures: [], films: [] });
    expect(await core.call('people.removePicture', { picture: own[0]!.id })).toEqual({ removed: false });
    await core.call('people.remove', { name: 'Two' });
  });
});

describe('Ignoring', { timeout: 240_000 }, () => {
  it('lists the group apart, from where it comes back', async () => {
    const { group } = await firstFace();
    await core.call('people.ignore', { group });
    const { groups: ignored } = await core.call('people.unnamed', { ignored: true });
    expect(ignored.map(({ id }) => id)).toEqual([group]);
    await expect(core.call('people.ignore', { group })).rejects.toMatchObject({ code: 'not-found' });
    await core.call('people.unignore', { group });
    const { total } = await core.call('people.unnamed', { ignored: true });
    expect(total).toBe(0);
    expect((await firstFace()).group).toBe(group);
  });
});

describe('Removing a person', { timeout: 240_000 }, () => {
  it('cannot be taken back: undo goes on with what was decided about others', async () => {
    const { group } = await firstFace();
    await core.call('people.ignore', { group });
    const { groups } = await core.call('people.unnamed', {});
    if (groups[0]) await core.call('people.name', { group: groups[0].id, name: 'Gone' });
    await core.call('people.remove', { name: 'Gone' });
    expect(await core.call('people.undo', {})).toEqual({ undone: 'ignore' });
    expect(await listed()).not.toContain('Gone');
  });

  it('while a film is indexed leaves the film without that name', async () => {
    const [name] = cast();
    const second = join(folder, 'films', 'Second film.mp4');
    const script = generatedScript(21, { duration: 12, castSize: 2 });
    copyFileSync(
      (await makeFilm(await findFfmpeg(), script, join(modelCacheFolder(), 'films'))).film,
      second,
    );
    const begun = Promise.withResolvers<void>();
    core.on('indexing.progress', ({ state, step }) => {
      if (state === 'running' && step !== 'scanning' && step !== 'models') begun.resolve();
    });
    const indexing = core.call('library.index', { paths: [second] });
    await begun.promise;
    expect(await core.call('people.remove', { name })).toEqual({ removed: true });
    expect(await indexing).toMatchObject({ videos: 1, failed: [] });
    expect(await listed()).not.toContain(name);
    const { videos } = await core.call('library.videos', {});
    for (const { people, state } of videos) {
      expect(state).toBe('ready');
      expect(people).not.toContain(name);
    }
  });
});
