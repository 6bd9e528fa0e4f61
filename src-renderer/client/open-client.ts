import type { KinoraBridge } from '../../src-main/api/bridge.ts';
import type { AppClient } from './app-client.ts';
import { BridgeClient } from './bridge-client.ts';
import { WebClient } from './web-client.ts';

declare global {
  interface Window {
    readonly kinora?: KinoraBridge;
  }
}

/** The client for the host this page runs in. In a browser the address' one-time token is used up and removed. */
export async function openClient(): Promise<AppClient> {
  if (window.kinora) return new BridgeClient(window.kinora);
  const client = new WebClient(new URL('.', window.location.href));
  const token = /^#token=([\w-]+)/.exec(window.location.hash)?.[1];
  if (token !== undefined) {
    window.history.replaceState(null, '', '#/library');
    await client.signIn(token);
  }
  client.connect();
  return client;
}
