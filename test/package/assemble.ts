import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { FuseState, SENTINEL } from '@electron/fuses/dist/constants.js';
import { build, Platform } from 'electron-builder';

const root = join(import.meta.dirname, '../..');

/** What the builder put into the package of this machine's system. */
export interface AssembledApp {
  /** Paths in the package, with forward slashes, folders too. */
  readonly paths: readonly string[];
  /** The app with everything that lies in the archive or beside it. */
  readonly folder: string;
  /** What lies beside the archive. */
  readonly resources: string;
  /** What stands for Electron's binary: its fuses are as the builder sets them. */
  readonly program: string;
}

/**
 * Lets electron-builder assemble the app for this system, and unpacks it again. Electron itself is a folder of
 * placeholders with a row of fuses: its binary is no part of what is checked.
 *
 * @param workFolder an empty folder outside of the repository, so that nothing is found in its `node_modules`
 */
export async function assembleApp(workFolder: string): Promise<AssembledApp> {
  const platform = { linux: Platform.LINUX, win32: Platform.WINDOWS }[process.platform as string];
  if (!platform) throw new Error(`The package of ${process.platform} is not checked yet.`);
  const output = join(workFolder, 'out');
  await build({
    projectDir: root,
    targets: platform.createTarget(['dir']),
    config: {
      electronDist: await placeholderElectron(workFolder),
      directories: { output, buildResources: 'assets/icons' },
    },
  });
  const unpacked = join(output, `${platform.buildConfigurationKey}-unpacked`);
  const resources = join(unpacked, 'resources');
  const archive = join(resources, 'app.asar');
  const folder = join(workFolder, 'app');
  extractAll(archive, folder);
  const paths = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/').slice(1));
  const program = join(unpacked, process.platform === 'win32' ? 'Kinora.exe' : 'kinora');
  return { paths, folder, resources, program };
}

async function placeholderElectron(workFolder: string): Promise<string> {
  const folder = join(workFolder, 'electron');
  await mkdir(join(folder, 'resources'), { recursive: true });
  const [version, fuses] = [1, 8];
  const wire = Buffer.concat([
    Buffer.from(SENTINEL),
    Buffer.from([version, fuses]),
    Buffer.alloc(fuses, FuseState.INHERIT),
  ]);
  await writeFile(join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron'), wire, {
    mode: 0o755,
  });
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version']) {
    await writeFile(join(folder, name), '');
  }
  return folder;
}
