import { openClient } from './client/open-client.ts';
import { takeToken } from './client/one-time-token.ts';
import { isPasswordWanted } from './client/password-sign-in.ts';

// The page's first script is small, so that it signs in and asks for the films while all the others are still read.
const token = takeToken();
if (token === null && isPasswordWanted(document.cookie, window.location)) {
  const { askForPassword } = await import('./ask-for-password.ts');
  await askForPassword();
}
const client = openClient(token);
const { start } = await import('./start.ts');
await start(client);
