import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intents } from '../../../src-main/conversation/intent.ts';
import {
  conversationName,
  examplesOf,
  intents as offered,
  lastSaid,
  otherPeople,
  planChips,
  type Plan,
  type Turn,
} from '../../../src-renderer/rules/conversation.ts';

const plan: Plan = {
  query: '@Ada then mug -@Bo light:night',
  parts: [
    { kind: 'person', name: 'Ada', known: true },
    { kind: 'then', within: null },
    { kind: 'words', text: 'mug' },
    { kind: 'not', part: { kind: 'person', name: 'Bo', known: true } },
    { kind: 'filter', filter: 'light', value: 'night' },
  ],
  film: { id: 1, title: 'The Blue Mug', path: '/films/mug.mp4' },
  hidden: { moments: [], films: [] },
};

const turn = (text: string, people: string[] = []): Turn => ({
  ...{ place: 0, text, intent: 'find-moment', plan, people, exports: [], notes: [] },
  ...{ answer: '', sentences: [], evidence: [], question: null },
  ...{ readByModel: false, orderedByModel: false, wordedByModel: false },
});

describe('what a conversation looks for', () => {
  it('has a chip for each part that can be taken out, by its place among all', () => {
    expect(planChips(plan)).toEqual([
      { kind: 'person', label: 'Ada', filter: null, absent: false, part: 0 },
      { kind: 'words', label: 'mug', filter: null, absent: false, part: 2 },
      { kind: 'person', label: 'Bo', filter: null, absent: true, part: 3 },
      { kind: 'filter', label: 'night', filter: 'light', absent: false, part: 4 },
      { kind: 'film', label: 'The Blue Mug', filter: null, absent: false, part: 'film' },
    ]);
  });

  it('names each example once, to learn what it is called', () => {
    const like = { ...plan, parts: [{ kind: 'like' as const, example: 'm1-20-35' }] };
    const turns = [turn('something like this'), { ...turn('the next one'), plan: like }];
    expect(examplesOf([...turns, turns[1]!])).toEqual(['m1-20-35']);
  });

  it('names people of a turn besides only where the plan does not', () => {
    expect(otherPeople(turn('what does she say?', ['Ada', 'Cleo']))).toEqual(['Cleo']);
  });
});

describe('the menu of what a turn can mean', () => {
  it('offers every intent once', () => {
    expect(offered.toSorted()).toEqual(intents.toSorted());
  });
});

describe('what was said last', () => {
  it('is not a change by hand', () => {
    expect(lastSaid([turn('the film with Ada'), turn('only at night'), turn('')])).toBe('only at night');
    expect(lastSaid([])).toBe('');
  });
});

describe('the name of a new conversation', () => {
  it('is its first words, in one line', () => {
    expect(conversationName(' the film\n with  Ada ', [])).toBe('the film with Ada');
  });

  it('is cut where it is long, between whole letters', () => {
    expect(conversationName('😀'.repeat(200), [])).toBe(`${'😀'.repeat(30)}…`);
    expect(conversationName(`a${'😀'.repeat(200)}`, [])).toBe(`a${'😀'.repeat(29)}…`);
  });

  it('is never one that another conversation has, and always one that the core takes', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 200 }).filter((text) => text.trim() !== ''),
        fc.nat(4),
        (text, others) => {
          const taken: string[] = [];
          for (let other = 0; other <= others; other++) taken.push(conversationName(text, taken));
          expect(new Set(taken).size).toBe(taken.length);
          expect(taken.filter((name) => name.trim() === '' || name.length > 100)).toEqual([]);
        },
      ),
    );
  });
});
