import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/fraunces/opsz.css';
import './styles/tokens.css';
import './styles/base.css';
import { mount, unmount } from 'svelte';
import { placeOfInterface } from './place-of-interface.ts';
import SignIn from './SignIn.svelte';
import { language } from './strings/translate.svelte.ts';

/** Shows the page that asks for the password; resolves when the person has given it. */
export async function askForPassword(): Promise<void> {
  await language.begin();
  const signedIn = Promise.withResolvers<void>();
  const page = mount(SignIn, { target: placeOfInterface(), props: { onsignedin: signedIn.resolve } });
  await signedIn.promise;
  await unmount(page);
}
