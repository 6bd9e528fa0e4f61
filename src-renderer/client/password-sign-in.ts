/** What came of giving the password. */
export type SignInOutcome =
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'wrong' }
  /** Nothing is looked at for so many seconds. */
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'unreachable' };

/** Whether the host asks this page for a password; it says so by a cookie that comes with the page. */
export function isPasswordWanted(
  cookies: string,
  { port, protocol }: Pick<Location, 'port' | 'protocol'>,
): boolean {
  const wanted = `kinora-sign-in-${port || (protocol === 'https:' ? '443' : '80')}=password`;
  return cookies.split(';').some((cookie) => cookie.trim() === wanted);
}

export async function signInByPassword(password: string): Promise<SignInOutcome> {
  try {
    const { status, headers } = await fetch(new URL('api/password', window.location.href), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ password }),
    });
    if (status === 204) return { kind: 'signed-in' };
    if (status === 429) return { kind: 'wait', seconds: Number(headers.get('retry-after') ?? 60) };
    return { kind: status === 401 ? 'wrong' : 'unreachable' };
  } catch {
    return { kind: 'unreachable' };
  }
}
