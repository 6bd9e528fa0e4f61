/**
 * The one-time token that a browser's first address carries, or null. It is gone from the address afterwards, which then
 * names the library.
 */
export function takeToken(): string | null {
  const token = /^#token=([\w-]+)/.exec(window.location.hash)?.[1] ?? null;
  if (token !== null) window.history.replaceState(window.history.state, '', '#/library');
  return token;
}
