import { UserFacingError } from './errors.ts';

/** Where a language model answers, in the form of OpenAI's interface: `http://127.0.0.1:11434/v1`. */
export interface EndpointAddress {
  /** Without a slash at its end. */
  readonly address: string;
  /** Whether what is sent there stays on this machine. */
  readonly isLocal: boolean;
}

/**
 * Reads the address of a language model as somebody wrote it: the server's own (`http://127.0.0.1:11434`), that of its interface
 * (`.../v1`) or of the one call that is made there (`.../v1/chat/completions`).
 * @throws UserFacingError for anything but an http or https address, and for one that holds a password or a question
 */
export function readEndpointAddress(written: string): EndpointAddress {
  const text = written.trim();
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.host === '') throw notAnAddress(text);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw hasMoreThanAPlace();
  }
  const path = url.pathname.replace(/\/+$/, '').replace(/\/chat\/completions$/, '');
  return { address: `${url.origin}${path === '' ? '/v1' : path}`, isLocal: isLoopback(url.hostname) };
}

/** Names and numbers that no network card is behind (RFC 1122, 4291 and 6761). Any other name may be anybody's. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function notAnAddress(text: string): UserFacingError {
  return new UserFacingError(
    'bad-input',
    `“${text.slice(0, 200)}” is not the address of a language model.`,
    'Give an address such as http://127.0.0.1:11434/v1.',
  );
}

function hasMoreThanAPlace(): UserFacingError {
  return new UserFacingError(
    'bad-input',
    'The address of a language model holds no name, password, “?” or “#”.',
    'Give the address alone. A key belongs into the environment variable KINORA_LANGUAGE_MODEL_KEY.',
  );
}
