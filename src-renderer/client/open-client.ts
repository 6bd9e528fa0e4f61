import type { KinoraBridge } from '../../src-main/api/bridge.ts';
import type { AppClient } from './app-client.ts';
import { BridgeClient } from './bridge-client.ts';
import { WebClient } from './web-client.ts';

declare global {
  interface Window {
    readonly kinora?: KinoraBridge;
  }
}

/**
 * The client for the host this page runs in. A browser signs in with the one-time token of its address, and asks for what
 * every screen needs before anybody is there to read it.
 */
export async function openClient(token: string | null): Promise<AppClient> {
  if (window.kinora) return new BridgeClient(window.kinora);
  const client = new WebClient(new URL('.', window.location.href));
  if (token !== null) await client.signIn(token);
  client.connect();
  client.askAhead('library.videos', {});
  client.askAhead('library.status', {});
  client.askAhead('people.list', {});
  return client;
}
