import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/fraunces/opsz.css';
import './styles/tokens.css';
import './styles/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import type { AppClient } from './client/app-client.ts';
import { placeOfInterface } from './place-of-interface.ts';
import { screens } from './screens.svelte.ts';
import { AppState } from './state/app-state.svelte.ts';
import { router } from './state/router.svelte.ts';
import { language } from './strings/translate.svelte.ts';

/** Shows the interface on the page, as soon as its client is there. */
export async function start(client: Promise<AppClient>): Promise<void> {
  // The screen is fetched while the page signs in; where that fails, the page says so in its place.
  if (router.route.name !== 'unknown') void screens.fetch(router.route.name).catch(() => undefined);
  const [signedIn] = await Promise.all([client, language.begin()]);
  const app = new AppState(signedIn);
  void app.begin();
  mount(App, { target: placeOfInterface(), props: { app } });
}
