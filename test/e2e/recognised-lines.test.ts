import { mkdir } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recognisedSource } from '../../src-main/domain/line-source.ts';
import { demoAssetsFolder } from '../../src-main/film-maker/demo-assets.ts';
import { findFfmpeg } from '../../src-main/media/ffmpeg-tools.ts';
import { closeWriter, openForWriting } from '../../src-main/store/library-database.ts';
import { LibraryStore } from '../../src-main/store/library-store.ts';
import { forAxe, inaccessible } from './accessibility.ts';
import { goTo, Kinora, type OpenPage } from './kinora.ts';

// A film without subtitles: what its page says while no speech model is chosen, and when one has heard it.

let kinora: Kinora;
let visit: OpenPage;
let filmId: number;

beforeAll(async () => {
  kinora = await Kinora.start();
  const folder = join(kinora.folder, 'films');
  await mkdir(folder);
  const { ffmpeg } = await findFfmpeg();
  const voice = `file:${join(demoAssetsFolder(), 'voices', 'amber.opus')}`;
  const picture = ['-f', 'lavfi', '-i', 'color=gray:size=320x180:rate=2:duration=10'];
  const film = join(folder, 'Quiet film.mkv');
  await promisify(execFile)(ffmpeg, [...picture, '-i', voice, '-t', '10', '-c:a', 'copy', `file:${film}`]);
  await kinora.core.call('library.index', { paths: [folder] });
  filmId = (await kinora.core.call('library.videos', {})).videos[0]!.id;
  visit = await kinora.open(`#/film/${filmId}`, forAxe);
});
afterAll(() => kinora.stop());

const dialogue = () => visit.page.getByRole('group', { name: 'Dialogue' });

describe('a film without subtitles', () => {
  it('says how it comes to lines, and leads to the models', async () => {
    await dialogue().getByText('let a speech model write down what is said').waitFor();
    await expect.poll(() => inaccessible(visit.page)).toEqual([]);
    await dialogue().getByRole('link', { name: 'Choose a speech model' }).click();
    await visit.page.getByText('Whisper base', { exact: true }).first().waitFor();
  });

  it('says of recognised lines that they are, in the list and in the editor', async () => {
    const { page } = visit;
    const db = openForWriting(kinora.core.libraryFolder);
    const source = { source: recognisedSource, language: 'en', forced: false, sdh: false };
    const line = { start: 1, end: 3, text: 'Good evening.', kind: 'speech', speakers: [] } as const;
    new LibraryStore(db).cues.replaceSource(filmId, source, [line]);
    closeWriter(db);
    await goTo(page, `#/film/${filmId}`);
    await dialogue().getByText('Good evening.').waitFor();
    await dialogue().getByText('Recognised from the sound: words may be wrong.').waitFor();
    await expect.poll(() => dialogue().getByText('let a speech model').count()).toBe(0);
    await dialogue().getByRole('button', { name: 'Edit subtitles' }).click();
    const editor = page.getByRole('region', { name: 'Subtitles' });
    await editor.getByText('Recognised from the sound: words may be wrong.').waitFor();
    await expect.poll(() => inaccessible(visit.page)).toEqual([]);
  });
});
