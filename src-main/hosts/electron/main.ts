import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, dialog } from 'electron';
import { problemOf } from '../../domain/errors.ts';
import { readDesktopArguments } from './desktop-arguments.ts';
import { runDesktopApp } from './desktop-app.ts';
import { readOpenings } from './openings.ts';
import { packageFolder } from './package-folder.ts';
import { readyLine } from './ready-line.ts';
import { loadUpdater } from './updates.ts';

// Entry of Electron's main process. Nothing is awaited at the top: Electron gets ready only after this module has run.

const folder = packageFolder();
runDesktopApp({
  libraryFolder: readDesktopArguments(process.argv).libraryFolder,
  openings: readOpenings(process.argv.slice(1), process.cwd()),
  rendererFolder: join(folder, 'dist', 'renderer'),
  icon: join(folder, 'assets', 'icons', 'kinora.png'),
  preload: fileURLToPath(new URL('./preload.cjs', import.meta.url)),
  corePath: fileURLToPath(new URL('./core-process.js', import.meta.url)),
  updates: { resources: process.resourcesPath, updater: loadUpdater },
  onShown: () => process.stdout.write(`${readyLine}\n`),
}).catch((error: unknown) => {
  dialog.showErrorBox('Kinora could not open its window', problemOf(error).sentence);
  app.exit(1);
});
