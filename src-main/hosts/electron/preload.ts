import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { KinoraBridge } from '../../api/bridge.ts';
import { PortClient } from './port-client.ts';
import { channels } from './channels.ts';
import { portOfPage } from './ports.ts';

// The preload script: all the page sees of the desktop. No Electron object crosses the bridge.

const client = new PortClient();
ipcRenderer.on(channels.port, ({ ports: [port] }) => {
  if (port !== undefined) client.connect(portOfPage(port));
});
ipcRenderer.on(channels.coreState, (_, state: 'lost' | 'failed') => client.disconnect(state));

const bridge: KinoraBridge = {
  call: (method, input, cancelKey) => client.call(method, input, cancelKey),
  cancel: (cancelKey) => client.cancel(cancelKey),
  on: (event, listener) => client.on(event, listener),
  onConnection: (listener) => client.onConnection(listener),
  openPictures: () => ipcRenderer.invoke(channels.openPictures) as Promise<string[]>,
  openFolder: () => ipcRenderer.invoke(channels.openFolder) as Promise<string[]>,
  dragOut: (momentId) => ipcRenderer.send(channels.dragOut, momentId),
  pathOf: (file) => webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]),
};
contextBridge.exposeInMainWorld('kinora', bridge);
ipcRenderer.send(channels.pageReady);
