import { beforeEach, describe, expect, it } from 'vitest';
import { channels } from '../../../src-main/hosts/electron/channels.ts';
import { offerDragOut } from '../../../src-main/hosts/electron/drag-out.ts';
import type { MediaRoute } from '../../../src-main/hosts/media-routes.ts';
import { ipcMain, standIn, StandInContents, StandInFrame } from '../../fixtures/electron-stand-in.ts';

let asked: MediaRoute[];
let contents: StandInContents;

beforeEach(() => {
  standIn.reset('');
  asked = [];
  contents = new StandInContents();
  offerDragOut(async (route) => {
    asked.push(route);
    return { kind: 'file', path: '/clips/beach.mp4', mime: 'video/mp4' };
  }, '/icon.png');
});

async function drag(frame: StandInFrame | null, ...given: unknown[]): Promise<void> {
  ipcMain.emit(channels.dragOut, { senderFrame: frame, sender: contents }, ...given);
  await new Promise((resolve) => setImmediate(resolve));
}

const ownPage = () => Object.assign(new StandInFrame(), { url: 'kinora-app://kinora/' });

describe('a moment that is dragged out of the window', () => {
  it('is given to the system as the clip of it', async () => {
    await drag(ownPage(), 'm1-20-35');
    expect(asked).toEqual([{ kind: 'clip', moment: 'm1-20-35' }]);
    expect(contents.dragged).toMatchObject([{ file: '/clips/beach.mp4' }]);
  });

  it('is refused from another page, and when it is no moment', async () => {
    await drag(Object.assign(new StandInFrame(), { url: 'https://evil.example/' }), 'm1-20-35');
    await drag(null, 'm1-20-35');
    for (const given of [['/etc/passwd'], ['m1-20-35', 'more'], [{ file: '/etc/passwd' }], []]) {
      await drag(ownPage(), ...given);
    }
    expect(asked).toEqual([]);
    expect(contents.dragged).toEqual([]);
  });
});
