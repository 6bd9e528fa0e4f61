import { describe, expect, test } from 'vitest';
import { openPassBook } from '../../../../src-main/indexing/passes/all-passes.ts';
import { PassBook } from '../../../../src-main/indexing/passes/pass-book.ts';
import { bookOf, fakePass } from '../../../fixtures/fake-passes.ts';

describe('The book of passes', () => {
  test('of this program is whole', () => {
    expect(openPassBook().passes[0]?.name).toBe('probe');
  });

  test('is refused when a name has no pass, or two', () => {
    const probe = fakePass('probe');
    expect(() => new PassBook([probe], ['probe', 'audio'])).toThrow('No pass answers to the name audio');
    expect(() => new PassBook([probe, fakePass('probe')], ['probe'])).toThrow(
      'Two passes answer to the name probe',
    );
    expect(() => new PassBook([probe, fakePass('audio')], ['probe'])).toThrow(
      'Nobody asks for the pass audio',
    );
  });

  test('is refused when a pass comes before one whose rows it reads', () => {
    expect(() => bookOf([fakePass('faces', { after: ['shots'] }), fakePass('shots')])).toThrow(
      'reads the rows of shots, which does not come before it',
    );
  });

  test('knows what a pass needs, and what reads its rows, over several steps', () => {
    const book = bookOf([
      fakePass('probe'),
      fakePass('shots', { after: ['probe'] }),
      fakePass('faces', { after: ['shots'] }),
      fakePass('audio', { after: ['probe'] }),
    ]);
    expect([...book.needs('faces')]).toEqual(['shots', 'probe']);
    expect(book.withDependants('shots').map(({ name }) => name)).toEqual(['shots', 'faces']);
    expect(book.stages).toEqual([['probe'], ['shots', 'faces'], ['audio']]);
  });
});
