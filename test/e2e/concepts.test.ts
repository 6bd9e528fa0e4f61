import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filmHeight, filmWidth } from '../../src-main/film-maker/film-format.ts';
import { parseScript } from '../../src-main/film-maker/film-script.ts';
import { propBoxAt } from '../../src-main/film-maker/film-truth.ts';
import { thingsFilm } from '../../src-main/film-maker/generated-things.ts';
import { makeFilm } from '../../src-main/film-maker/make-film.ts';
import { ShotStage } from '../../src-main/film-maker/shot-stage.ts';
import { layTimeline } from '../../src-main/film-maker/timeline.ts';
import { findFfmpeg } from '../../src-main/media/ffmpeg-tools.ts';
import { modelCacheFolder } from '../../src-main/models/model-cache-folder.ts';
import { goTo, Kinora, type OpenPage } from './kinora.ts';

const things = thingsFilm(17, 2);
const shots = things.film.shots.slice(0, 2);
const box = propBoxAt(shots[0]!.props[0]!, 0);

let kinora: Kinora;
let visit: OpenPage;
let picture: string;

beforeAll(async () => {
  kinora = await Kinora.start();
  const script = parseScript({ ...things.film, title: 'Two things', shots });
  const { film } = await makeFilm(await findFfmpeg(), script, modelCacheFolder());
  await kinora.core.call('library.index', { paths: [film] });
  const data = new Uint8Array(filmWidth * filmHeight * 3);
  const canvas = { width: filmWidth, height: filmHeight, data };
  await new ShotStage(script).draw(canvas, layTimeline(script, () => 1).shots[0]!, 0.5, () => null);
  picture = join(kinora.folder, 'pet.png');
  const raw = { width: filmWidth, height: filmHeight, channels: 3 as const };
  await writeFile(picture, await sharp(data, { raw }).png().toBuffer());
  visit = await kinora.open();
});
afterAll(() => kinora.stop());

describe('enrolling a pet', () => {
  it('begins on a page that says what it is for', async () => {
    const { page } = visit;
    await page.getByRole('link', { name: 'Concepts' }).click();
    await page.getByText('One to ten pictures teach Kinora a single thing.').waitFor();
    await page.getByRole('button', { name: 'Enrol a pet, an object or a place' }).click();
  });

  it('takes a box that is drawn around it, and shows what it finds before anything is stored', async () => {
    const dialog = visit.page.getByRole('dialog', { name: 'Enrol a pet, an object or a place' });
    await dialog.getByLabel('Name').fill('Chia');
    await dialog.locator('input[type=file]').setInputFiles(picture);
    const surface = dialog.getByRole('button', { name: /^Draw where pet\.png shows it/ });
    await surface.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await surface.boundingBox())!;
    const { mouse } = visit.page;
    await mouse.move(x + box.x * width, y + box.y * height);
    await mouse.down();
    await mouse.move(x + (box.x + box.width) * width, y + (box.y + box.height) * height, { steps: 4 });
    await mouse.up();
    await dialog.getByRole('button', { name: 'Show what it finds' }).click();
    await dialog.getByText(/^Found (at|nowhere)/).waitFor({ timeout: 90_000 });
    expect(await kinora.core.call('concepts.list', {})).toEqual({ concepts: [] });
    await dialog.getByRole('button', { name: 'Enrol', exact: true }).click();
    await visit.page.getByText('Chia is enrolled from 1 picture.').waitFor({ timeout: 90_000 });
  });

  it('offers its name to every sentence', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'Actions for Chia' }).waitFor();
    await page.getByRole('combobox', { name: 'Find a moment' }).fill('@Ch');
    await page.getByRole('option', { name: /Chia/ }).click();
    await expect
      .poll(() => page.getByRole('combobox', { name: 'Find a moment' }).inputValue())
      .toBe('@Chia ');
    expect(visit.complaints).toEqual([]);
  });

  it('forgets it', async () => {
    const { page } = visit;
    await goTo(page, '#/concepts');
    await page.getByRole('button', { name: 'Actions for Chia' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Remove Chia?' });
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Chia is forgotten.').waitFor();
    await expect.poll(() => kinora.core.call('concepts.list', {})).toEqual({ concepts: [] });
  });
});
