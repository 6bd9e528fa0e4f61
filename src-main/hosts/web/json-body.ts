import type { Context } from 'hono';

/** The parsed body, or undefined when it is not declared as JSON (a form can be sent by any page) or is none. */
export async function jsonBody(c: Context): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? '')) return undefined;
  try {
    return await c.req.json();
  } catch {
    return undefined;
  }
}
