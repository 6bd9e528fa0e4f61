import { createHash, randomBytes } from 'node:crypto';
import { parse } from 'hono/utils/cookie';

const mostTokens = 32;
const mostSessions = 256;

/**
 * One-time tokens and the sessions they are exchanged for. Both are 256 random bits; only their hashes are kept, and
 * looking a hash up in a set tells a guesser nothing by its duration. The oldest gives way when there are too many.
 */
export class Sessions {
  readonly cookieName: string;
  readonly #tokens = new Set<string>();
  readonly #sessions = new Set<string>();

  readonly #attributes: string;

  /**
   * @param port makes the cookie's name: browsers share cookies among all ports of a host
   * @param isEncrypted whether browsers may send it over encrypted connections alone
   */
  constructor(port: number, isEncrypted = false) {
    this.cookieName = `kinora-${port}`;
    this.#attributes = `; Path=/; HttpOnly; SameSite=Strict${isEncrypted ? '; Secure' : ''}`;
  }

  /** A new token, good for one exchange. */
  issueToken(): string {
    return remember(this.#tokens, mostTokens);
  }

  /** The `Set-Cookie` value for a token that was issued and not used yet, else null. */
  exchange(token: string): string | null {
    if (!this.#tokens.delete(hash(token))) return null;
    return this.open();
  }

  /** The `Set-Cookie` value of a new session, for somebody who has shown who they are. */
  open(): string {
    return `${this.cookieName}=${remember(this.#sessions, mostSessions)}${this.#attributes}`;
  }

  /** True when a request's `Cookie` header holds a session. */
  accepts(cookieHeader: string | null | undefined): boolean {
    if (!cookieHeader) return false;
    const session = parse(cookieHeader, this.cookieName)[this.cookieName];
    return session !== undefined && this.#sessions.has(hash(session));
  }
}

function remember(hashes: Set<string>, most: number): string {
  const secret = randomBytes(32).toString('base64url');
  hashes.add(hash(secret));
  const [oldest] = hashes;
  if (hashes.size > most && oldest !== undefined) hashes.delete(oldest);
  return secret;
}

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
