import { afterAll, beforeAll, expect, it } from 'vitest';
import { boxIou } from '../../src-main/domain/box.ts';
import { filmHeight, filmWidth } from '../../src-main/film-maker/film-format.ts';
import { makeShortFilm, type ShortFilm } from '../integration/cli/short-film.ts';
import { goTo, Kinora, type OpenPage } from './kinora.ts';

let kinora: Kinora;
let visit: OpenPage;
let film: ShortFilm;
let videoId: number;

beforeAll(async () => {
  kinora = await Kinora.start();
  film = await makeShortFilm();
  await kinora.core.call('library.index', { paths: [film.path] });
  videoId = (await kinora.core.call('library.videos', {})).videos[0]!.id;
  visit = await kinora.open();
});
afterAll(() => kinora.stop());

const drawer = () => visit.page.getByRole('application', { name: 'Draw a box' });
const messages = () => visit.page.getByRole('region', { name: 'Messages' });
const tracks = () => visit.page.getByRole('region', { name: 'Tracks' });

interface Side {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const pixels = ({ x, y, width, height }: Side): Side => ({
  x: x * filmWidth,
  y: y * filmHeight,
  width: width * filmWidth,
  height: height * filmHeight,
});

it('a face in a box drawn with the mouse is followed, and its boxes are shown over the picture', async () => {
  const { page } = visit;
  const ada = film.truth.people.find(({ name }) => name === 'Ada')!;
  const face = ada.faces.find(({ time }) => time > ada.visible[0]!.start + 1)!;
  await goTo(page, `#/film/${videoId}?t=${face.time + 0.01}`);
  await page.getByRole('button', { name: 'Track this' }).click();
  await drawer().waitFor();
  await expect
    .poll(() => page.locator('main video').evaluate((video) => (video as HTMLVideoElement).paused))
    .toBe(true);
  const area = (await drawer().boundingBox())!;
  const at = (x: number, y: number): [number, number] => [area.x + x * area.width, area.y + y * area.height];
  await page.mouse.move(...at(face.x, face.y));
  await page.mouse.down();
  await page.mouse.move(...at(face.x + face.width, face.y + face.height), { steps: 4 });
  await page.mouse.up();
  await page.getByRole('button', { name: 'Follow it' }).click();
  await messages()
    .getByText(/^Followed for/)
    .waitFor({ timeout: 120_000 });
  await page.getByTestId('track-boxes').locator('rect').waitFor({ state: 'attached' });
  await tracks()
    .getByRole('button', { name: /^Track 1/ })
    .waitFor();
  const [kept] = (await kinora.core.call('tracks.list', { videoId })).tracks;
  const drawn = kept!.boxes.find(({ time }) => time >= face.time)!;
  expect(boxIou(drawn, pixels(face))).toBeGreaterThan(0.4);
  expect(visit.complaints).toEqual([]);
});

it('keys draw, move and resize a box, and Escape leaves it', async () => {
  const { page } = visit;
  await page.getByRole('button', { name: 'Track this' }).click();
  await drawer().waitFor();
  const side = (name: string) => page.getByTestId('drawn-box').getAttribute(name).then(Number);
  await page.keyboard.press('ArrowRight');
  const [x, width] = [await side('x'), await side('width')];
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => side('x')).toBeGreaterThan(x);
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => side('width')).toBeGreaterThan(width);
  await page.keyboard.press('Escape');
  await expect.poll(() => drawer().count()).toBe(0);
});

it('a track is written to a file, taken away and brought back', async () => {
  const { page } = visit;
  await tracks().getByRole('button', { name: 'Write track 1 to a file' }).click();
  await messages()
    .getByText(/^Wrote .*\.txt\.$/)
    .waitFor();
  await tracks().getByRole('button', { name: 'Remove track 1' }).click();
  await expect.poll(() => tracks().count()).toBe(0);
  await messages().getByRole('button', { name: 'Undo' }).click();
  await tracks()
    .getByRole('button', { name: /^Track 1/ })
    .waitFor();
  expect((await kinora.core.call('tracks.list', { videoId })).tracks).toHaveLength(1);
  expect(page.url()).toContain('#/film/');
});
