import type {} from 'electron';
import { openCore } from '../../api/core.ts';
import { CoreHost } from './core-host.ts';
import type { CoreOrder } from './core-host.ts';
import { readDesktopArguments } from './desktop-arguments.ts';
import { portOfProcess } from './ports.ts';

// Entry of Electron's utility process. A crash here, in native code too, leaves the windows standing.

const { libraryFolder } = readDesktopArguments(process.argv);
const host = new CoreHost(
  () => openCore({ libraryFolder, background: true }),
  () => process.exit(0),
);
process.parentPort.on('message', ({ data, ports: [port] }) => {
  host.obey(data as CoreOrder, port === undefined ? undefined : portOfProcess(port));
});
