import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/fraunces/opsz.css';
import './styles/tokens.css';
import './styles/base.css';
import { mount, unmount } from 'svelte';
import App from './App.svelte';
import { openClient } from './client/open-client.ts';
import { isPasswordWanted } from './client/password-sign-in.ts';
import { screens } from './screens.svelte.ts';
import { AppState } from './state/app-state.svelte.ts';
import { router } from './state/router.svelte.ts';

const target = document.querySelector('#app');
if (!target) throw new Error('The page has no element #app.');
const token = router.takeToken();
// The screen is fetched while the page signs in; where that fails, the page says so in its place.
if (router.route.name !== 'unknown') void screens.fetch(router.route.name).catch(() => undefined);
if (token === null && isPasswordWanted(document.cookie, window.location)) await signIn(target);
const app = new AppState(await openClient(token));
app.refresh();
mount(App, { target, props: { app } });

/** Resolves when the person has given the password. */
async function signIn(place: Element): Promise<void> {
  const { default: SignIn } = await import('./SignIn.svelte');
  const signedIn = Promise.withResolvers<void>();
  const page = mount(SignIn, { target: place, props: { onsignedin: signedIn.resolve } });
  await signedIn.promise;
  await unmount(page);
}
