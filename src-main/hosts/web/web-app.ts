import { Hono } from 'hono';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { contract } from '../../api/contract.ts';
import type { MethodName } from '../../api/contract.ts';
import type { Core } from '../../api/core-interface.ts';
import { isMethod } from '../../api/input-check.ts';
import { openApiDocument } from '../../api/openapi.ts';
import { problemOf } from '../../domain/errors.ts';
import type { Problem } from '../../domain/errors.ts';
import { detachedMethods } from '../detached-methods.ts';
import { mediaLocator, mediaResponse, problemResponse } from '../media-answer.ts';
import { parseMediaRoute } from '../media-routes.ts';
import { securityHeaders } from '../security-headers.ts';
import { staticFileResponse } from '../static-files.ts';
import { jsonBody } from './json-body.ts';
import { passwordSignIn, signInMark } from './password-sign-in.ts';
import type { Password } from './password.ts';
import type { OwnAddress } from './request-guard.ts';
import type { Sessions } from './sessions.ts';
import type { SignInLimit } from './sign-in-limit.ts';
import { waitResponse } from './wait-response.ts';

export interface WebAppOptions {
  readonly own: OwnAddress;
  /** Null: nobody signs in by a password. */
  readonly password: Password | null;
  readonly rendererFolder: string;
  readonly sessions: Sessions;
  readonly signIns: SignInLimit;
  /** Checks every answer against the contract; for tests. */
  readonly checkOutputs: boolean;
  /** Told of errors that are not the caller's. */
  readonly onError: (error: unknown) => void;
}

const megabyte = 1_000_000;
const bodyLimits: Partial<Record<MethodName, number>> = {
  'people.add': 60 * megabyte,
  'search.attach': 60 * megabyte,
  'people.preview': 60 * megabyte,
};

const sessionRequest = z.strictObject({ token: z.string().max(200) });

/** The routes of the web host, without a server: requests in, responses out. */
export function webApp(core: Core, options: WebAppOptions): Hono {
  const { own, password, sessions, signIns } = options;
  const headers = Object.entries(securityHeaders(own.eventSources));
  const locate = mediaLocator(core.media);
  const app = new Hono();

  app.use(async (c, next) => {
    const host = c.req.header('host');
    if (!own.isHost(host)) c.res = problemResponse(foreign, 403);
    else await next();
    for (const [name, value] of headers) c.res.headers.set(name, value);
  });

  const ownPage = async (c: Context, next: () => Promise<void>): Promise<Response | void> => {
    const [host, origin] = [c.req.header('host'), c.req.header('origin')];
    const fetchSite = c.req.header('sec-fetch-site');
    if (!own.isPage({ host, origin, fetchSite })) return problemResponse(foreign, 403);
    await next();
  };
  const session = async (c: Context, next: () => Promise<void>): Promise<Response | void> => {
    if (!sessions.accepts(c.req.header('cookie'))) return problemResponse(noSession, 401);
    await next();
  };

  app.post('/api/session', ownPage, limit(10_000), async (c) => {
    const body = sessionRequest.safeParse(await jsonBody(c));
    const cookie = body.success ? sessions.exchange(body.data.token) : null;
    if (cookie === null) {
      const wait = signIns.wrongToken();
      return wait === 0 ? problemResponse(noSession, 401) : waitResponse(tooManyTokens(wait), wait);
    }
    return c.body(null, 204, { 'set-cookie': cookie, 'cache-control': 'no-store' });
  });

  if (password !== null) {
    app.post('/api/password', ownPage, limit(10_000), passwordSignIn(password, sessions, own));
  }

  app.use('/api/*', ownPage, session);
  app.use('/media/*', ownPage, session);

  app.post(
    '/api/call/:method',
    async (c, next) => {
      const method = c.req.param('method');
      if (!isMethod(method)) return problemResponse(noSuchCall(method));
      return limit(bodyLimits[method] ?? megabyte)(c, next);
    },
    async (c) => {
      const method = c.req.param('method') as MethodName;
      const body = await jsonBody(c);
      if (body === undefined) return problemResponse(notJson);
      try {
        // The core checks the input; the type says only that this call takes one.
        const signal = detachedMethods.has(method) ? undefined : c.req.raw.signal;
        const output = await core.call(method, body as never, signal);
        if (options.checkOutputs) contract[method].output.parse(output);
        return c.json(output, 200, { 'cache-control': 'no-store' });
      } catch (error) {
        const problem = problemOf(error);
        if (problem.code === 'internal') options.onError(error);
        return problemResponse(problem);
      }
    },
  );

  app.get('/api/openapi.json', (c) => c.json(openApiDocument()));
  app.get('/media/*', (c) => {
    const url = new URL(c.req.url);
    return mediaResponse(c.req.raw, parseMediaRoute(url.pathname, url.searchParams), locate);
  });
  app.all('/api/*', () => problemResponse(noSuchPage));
  app.get('*', async (c) => {
    const { pathname } = new URL(c.req.url);
    const file = await staticFileResponse(c.req.raw, options.rendererFolder, pathname);
    if (file && password !== null) {
      file.headers.append('set-cookie', signInMark(own, !sessions.accepts(c.req.header('cookie'))));
    }
    return file ?? problemResponse(noSuchPage);
  });

  app.notFound(() => problemResponse(noSuchPage));
  app.onError((error) => {
    options.onError(error);
    return problemResponse(problemOf(error));
  });
  return app;
}

function limit(maxSize: number): ReturnType<typeof bodyLimit> {
  return bodyLimit({ maxSize, onError: () => problemResponse(tooLarge, 413) });
}

const tooManyTokens = (seconds: number): Problem => ({
  code: 'bad-input',
  sentence: 'Too many wrong one-time addresses were tried within a minute.',
  remedy: `Open an address of Kinora’s that was not used yet, which works at any time, or wait ${seconds} s.`,
});
const foreign: Problem = {
  code: 'bad-input',
  sentence: 'This request does not come from Kinora’s own page.',
  remedy: 'Open the address that Kinora printed.',
};
const noSession: Problem = {
  code: 'bad-input',
  sentence: 'This page is not signed in to Kinora, or its one-time address was already used.',
  remedy: 'Start Kinora again and open the new address it prints.',
};
const notJson: Problem = {
  code: 'bad-input',
  sentence: 'The request’s body is not JSON.',
  remedy: 'Send the call’s input as JSON with the content type application/json.',
};
const tooLarge: Problem = {
  code: 'bad-input',
  sentence: 'The request is larger than Kinora accepts.',
  remedy: 'Send fewer or smaller pictures at once.',
};
const noSuchPage: Problem = {
  code: 'not-found',
  sentence: 'There is nothing at this address.',
  remedy: 'Open the address that Kinora printed.',
};

function noSuchCall(method: string): Problem {
  return {
    code: 'not-found',
    sentence: `Kinora has no call named “${method.slice(0, 100)}”.`,
    remedy: 'Reload the page; it may be of another version.',
  };
}
