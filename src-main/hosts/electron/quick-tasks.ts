import { app, Menu } from 'electron';
import { readLink } from './openings.ts';
import type { Opening } from './openings.ts';
import { shellWords } from './shell-words.ts';

/**
 * Offers the search and the activity where the system keeps such things: in the jump list of Windows, which starts the
 * program again with a link, and in the menu of the macOS dock.
 */
export function offerQuickTasks(open: (opening: Opening) => void): void {
  const words = shellWords();
  const tasks = [
    { title: words.search, link: 'kinora://search' },
    { title: words.activity, link: 'kinora://activity' },
  ];
  if (process.platform === 'win32') {
    app.setUserTasks(
      tasks.map(({ title, link }) => ({
        title,
        description: title,
        arguments: link,
        program: process.execPath,
        iconPath: process.execPath,
        iconIndex: 0,
      })),
    );
  }
  app.dock?.setMenu(
    Menu.buildFromTemplate(
      tasks.map(({ title, link }) => ({
        label: title,
        click: () => {
          const opening = readLink(link);
          if (opening !== null) open(opening);
        },
      })),
    ),
  );
}
