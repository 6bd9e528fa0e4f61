import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Core } from '../../../src-main/api/core-interface.ts';
import { openCore } from '../../../src-main/api/core.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

let library: WrittenLibrary;
let core: Core;
beforeEach(async () => {
  library = new WrittenLibrary();
  library.film({
    title: 'Tea time',
    path: '/films/tea.mp4',
    cuts: [10, 20],
    faces: [
      { person: 'Bo', start: 2, end: 8 },
      { person: 'Ada', start: 12, end: 18 },
    ],
    cues: [{ start: 13, end: 15, text: 'I wrote a letter.' }],
  });
  core = await openCore({ libraryFolder: library.folder });
});
afterEach(async () => {
  await core.close();
  library.close();
});

const session = 'tea';
const say = (text: string) => core.call('conversation.turn', { session, text });

it('keeps a conversation in the library, takes any turn back, and forgets', async () => {
  expect((await say('show me scenes with Bo')).moments).toHaveLength(1);
  expect((await say('without Ada')).turn.plan.query).toBe('@Bo -@Ada');
  await say('only close-ups');
  const state = await core.call('conversation.state', { session });
  expect(state.turns.map(({ text }) => text)).toEqual([
    'show me scenes with Bo',
    'without Ada',
    'only close-ups',
  ]);

  // The turn in the middle goes; the one behind it is said again.
  const undone = await core.call('conversation.undo', { session, place: 1 });
  expect(undone.plan.query).toBe('@Bo shot:close-up');
  const dropped = await core.call('conversation.drop', { session, part: 1 });
  expect(dropped.plan.query).toBe('@Bo');
  expect(dropped.moments).toHaveLength(1);
  expect((await core.call('conversation.undo', { session })).plan.query).toBe('@Bo shot:close-up');

  expect((await core.call('conversation.list', {})).conversations).toMatchObject([
    { name: session, turns: 2 },
  ]);
  expect(await core.call('conversation.forget', { session })).toEqual({ forgotten: true });
  expect((await core.call('conversation.state', { session })).turns).toEqual([]);
});

it('tells everybody which conversation has changed, once for each change', async () => {
  const told: string[] = [];
  core.on('conversations.changed', (changed) => told.push(changed.session));
  await say('show me scenes with Bo');
  await core.call('conversation.turn', { session: 'another', text: 'show me scenes with Ada' });
  await core.call('conversation.drop', { session, part: 0 });
  await core.call('conversation.undo', { session });
  await core.call('conversation.forget', { session: 'another' });
  expect(told).toEqual([session, 'another', session, session, 'another']);
  await core.call('conversation.state', { session });
  expect(told).toHaveLength(5);
});

it('forgets whom pronouns may mean, and what was put aside, when that is taken out', async () => {
  await say('show me scenes with Ada');
  const found = await say('show me scenes with Bo');
  expect(found.moments).toHaveLength(1);
  expect((await say('not the first one')).moments).toEqual([]);
  const shown = await core.call('conversation.drop', { session, part: 'hidden' });
  expect(shown.plan.hidden).toEqual({ moments: [], films: [] });
  expect(shown.moments).toEqual(found.moments);

  const state = await core.call('conversation.drop', { session, part: { person: 'Bo' } });
  expect(state.people).toEqual(['Ada']);
  expect(state.plan).toEqual(shown.plan);
  expect(state.moments).toEqual(shown.moments);
  expect((await say('what does she say?')).turn.question).toBeNull();
});

it('takes turns that come at once one after the other', async () => {
  await Promise.all([say('show me scenes with Bo'), say('next'), say('who is that?')]);
  const { turns } = await core.call('conversation.state', { session });
  expect(turns.map(({ intent }) => intent)).toEqual(['find-moment', 'next', 'ask']);
});

it('leaves no trace of a question that was answered', async () => {
  await say('show me scenes with Bo or Ada');
  const { turn } = await say('what does she say?');
  expect(turn.question?.readings.map(({ person }) => person)).toEqual(['Bo', 'Ada']);
  await core.call('conversation.turn', { session, text: 'what does she say?', person: 'Ada' });
  expect((await core.call('conversation.state', { session })).turns).toHaveLength(2);
});

it('refuses a turn of nothing and a part that is not there', async () => {
  await expect(say('   ')).rejects.toMatchObject({ code: 'bad-input' });
  await expect(core.call('conversation.drop', { session, part: 3 })).rejects.toMatchObject({
    code: 'not-found',
  });
  await expect(core.call('conversation.undo', { session })).rejects.toMatchObject({ code: 'not-found' });
});

it('answers a question about one film by its path', async () => {
  const told = await core.call('ask.question', {
    question: 'does anybody mention the letter?',
    paths: ['/films/tea.mp4'],
  });
  expect(told).toMatchObject({ task: 'existence', answer: 'Yes: Tea time 0:13–0:15.' });
  expect(told.selection?.lines).toHaveLength(1);
  await expect(
    core.call('ask.question', { question: 'who is there?', paths: ['/films/none.mp4'] }),
  ).rejects.toMatchObject({ code: 'not-found' });
});
