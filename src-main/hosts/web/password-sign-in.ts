import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Problem } from '../../domain/errors.ts';
import { problemResponse } from '../media-answer.ts';
import { jsonBody } from './json-body.ts';
import { PasswordLimit } from './password-limit.ts';
import type { Password } from './password.ts';
import type { OwnAddress } from './request-guard.ts';
import type { Sessions } from './sessions.ts';
import { waitResponse } from './wait-response.ts';

const passwordRequest = z.strictObject({ password: z.string().max(1000) });

/** Opens a session for whoever gives the password. */
export function passwordSignIn(
  password: Password,
  sessions: Sessions,
  own: OwnAddress,
  limit = new PasswordLimit(),
): (c: Context) => Promise<Response> {
  return async (c) => {
    const body = passwordRequest.safeParse(await jsonBody(c));
    if (!body.success) return problemResponse(wrongPassword, 401);
    const address = addressOf(c);
    const wait = limit.try(address);
    if (wait > 0) return waitResponse(tooMany(wait), wait);
    if (!(await password.isIt(body.data.password))) return problemResponse(wrongPassword, 401);
    limit.right(address);
    c.header('set-cookie', sessions.open(), { append: true });
    c.header('set-cookie', signInMark(own, false), { append: true });
    return c.body(null, 204, { 'cache-control': 'no-store' });
  };
}

/**
 * The `Set-Cookie` value by which the page knows, before it asks anything, whether to ask for the password. Scripts can
 * read it, and it opens nothing.
 */
export function signInMark({ port, isEncrypted }: OwnAddress, isWanted: boolean): string {
  const age = isWanted ? '' : '; Max-Age=0';
  return `kinora-sign-in-${port}=${isWanted ? 'password' : ''}; Path=/; SameSite=Strict${age}${isEncrypted ? '; Secure' : ''}`;
}

/** Without a connection, as in tests of the routes alone, everybody comes from one place. */
function addressOf(c: Context): string {
  const bindings = c.env as Partial<HttpBindings> | undefined;
  return bindings?.incoming?.socket.remoteAddress ?? '';
}

const wrongPassword: Problem = {
  code: 'bad-input',
  sentence: 'That is not the password.',
  remedy: 'Try again. On the machine itself, “kinora serve --set-password” sets another.',
};

const tooMany = (seconds: number): Problem => ({
  code: 'bad-input',
  sentence: 'Too many passwords were tried, and none is looked at now.',
  remedy: `Wait ${seconds} s, or open a one-time address that Kinora printed.`,
});
