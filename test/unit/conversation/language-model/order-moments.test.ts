import { afterEach, beforeEach, expect, it } from 'vitest';
import { orderMoments } from '../../../../src-main/conversation/language-model/order-moments.ts';
import type { KnownFilms } from '../../../../src-main/domain/known-film.ts';
import type { Moment } from '../../../../src-main/domain/moment.ts';
import { ChatServer } from '../../../fixtures/chat-server.ts';

let server: ChatServer;
beforeEach(async () => {
  server = await ChatServer.start();
});
afterEach(() => server.stop());

const films: KnownFilms = {
  film: (id) => ({ id, title: `Film ${id}`, path: `/films/${id}.mp4`, duration: 100 }),
};
const moments = Array.from({ length: 12 }, (_, at): Moment => {
  const videoId = at + 1;
  const span = { start: 1, end: 4 };
  const line = { kind: 'line' as const, cueId: at, text: `Line ${videoId}`, matched: [], ...span };
  return { id: `m${videoId}-10-40`, videoId, ...span, score: 1 - at / 20, evidence: [line], missing: [] };
});
const order = (ids: readonly string[], limits = { milliseconds: 2000, bytes: 10_000 }) => {
  server.script = () => ({ ids });
  const endpoint = { address: server.address, model: 'small', key: null };
  return orderMoments(endpoint, 'who knocks?', moments, films, undefined, limits);
};

it('A language model is told what speaks for the first ten moments, and the question', async () => {
  await order([]);
  const { question, moments: told } = server.data as { question: string; moments: unknown[] };
  expect(question).toBe('who knocks?');
  expect(told).toHaveLength(10);
  expect(told[1]).toEqual({
    id: 'm2-10-40',
    title: 'Film 2',
    evidence: [{ kind: 'line', text: 'Line 2' }],
  });
});

it('Moments that it names come first, the others stay behind as they were, and none is lost or changed', async () => {
  const [a, b, c, ...others] = moments;
  expect(await order([c!.id, a!.id])).toEqual([c, a, b, ...others]);
  expect(await order([])).toEqual(moments);
});

it.each([
  ['a moment that is not there', ['m99-10-40']],
  ['a moment behind the tenth', ['m11-10-40']],
  ['a moment twice', ['m1-10-40', 'm1-10-40']],
])('An order with %s is none', async (_what, ids) => {
  await expect(order(ids)).rejects.toMatchObject({ reason: 'unreadable' });
});

it('An order that does not come in time is none', async () => {
  const late = order([], { milliseconds: 50, bytes: 10_000 });
  server.script = () => undefined;
  await expect(late).rejects.toMatchObject({ reason: 'slow' });
});
