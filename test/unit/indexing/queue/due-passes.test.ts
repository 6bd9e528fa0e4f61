import { describe, expect, test } from 'vitest';
import type { PassName } from '../../../../src-main/domain/pass-name.ts';
import { duePasses } from '../../../../src-main/indexing/queue/due-passes.ts';
import type { FinishedPass } from '../../../../src-main/store/pass-table.ts';
import { fakePass } from '../../../fixtures/fake-passes.ts';

const book = [
  fakePass('probe'),
  fakePass('subtitles', { after: ['probe'] }),
  fakePass('shots', { after: ['probe'] }),
  fakePass('faces', { after: ['shots'] }),
  fakePass('audio', { after: ['probe'] }),
  fakePass('summary', { after: ['faces', 'audio'] }),
];
const none = new Map<PassName, string>();

/** Every pass of the book as it finished, in its order. */
function finished(change: Partial<Record<PassName, Partial<FinishedPass>>> = {}): FinishedPass[] {
  return book.map(({ name, version }, index) => ({
    pass: name,
    version,
    input: 'bytes',
    run: index + 1,
    damage: null,
    ...change[name],
  }));
}

function raised(name: PassName) {
  return book.map((pass) => (pass.name === name ? { ...pass, version: 2 } : pass));
}

describe('What has to run for a film', () => {
  test('is everything at first and nothing in the end', () => {
    expect(duePasses(book, [], none)).toEqual(book.map(({ name }) => name));
    expect(duePasses(book, finished(), none)).toEqual([]);
  });

  test('is a pass of a new version and what reads its rows, directly or not, and nothing else', () => {
    expect(duePasses(raised('shots'), finished(), none)).toEqual(['shots', 'faces', 'summary']);
    expect(duePasses(raised('audio'), finished(), none)).toEqual(['audio', 'summary']);
    expect(duePasses(raised('summary'), finished(), none)).toEqual(['summary']);
    expect(duePasses(raised('probe'), finished(), none)).toHaveLength(book.length);
  });

  test('is a pass that is made from something else now, as far as that is known', () => {
    expect(duePasses(book, finished(), new Map([['subtitles', 'other']]))).toEqual(['subtitles']);
    expect(duePasses(book, finished(), new Map([['subtitles', 'bytes']]))).toEqual([]);
  });

  test('is a pass whose source has run again since, even when the program ended in between', () => {
    expect(duePasses(book, finished({ shots: { run: 9 } }), none)).toEqual(['faces', 'summary']);
    expect(duePasses(book, finished({ shots: { run: 9 }, faces: { run: 10 } }), none)).toEqual(['summary']);
  });

  test('is nothing for a film whose passes finished before they were numbered', () => {
    const unnumbered = finished().map((row) => ({ ...row, run: 0 }));
    expect(duePasses(book, unnumbered, none)).toEqual([]);
  });
});
