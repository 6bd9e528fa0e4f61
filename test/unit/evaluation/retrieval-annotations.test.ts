import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserFacingError } from '../../../src-main/domain/errors.ts';
import { protocols, readAnnotations } from '../../../src-main/evaluation/retrieval/annotations.ts';

const text = (...lines: string[]) => ({ name: 'queries', text: lines.join('\n') });

describe('annotations of data sets', () => {
  test('TVR has one window a query', () => {
    const line =
      '{"vid_name":"s01e10_clip_01","duration":60.36,"ts":[52.8,60],"desc":"A knock.","type":"v","desc_id":7}';
    expect(readAnnotations('tvr', text(line))).toEqual([
      { id: '7', text: 'A knock.', video: 's01e10_clip_01', windows: [{ start: 52.8, end: 60 }] },
    ]);
  });

  test('QVHighlights has several', () => {
    const line =
      '{"qid":2,"query":"A kite","duration":150,"vid":"x_0_150","relevant_windows":[[2,8],[20,30]]}';
    expect(readAnnotations('qvhighlights', text(line))[0]!.windows).toEqual([
      { start: 2, end: 8 },
      { start: 20, end: 30 },
    ]);
  });

  test('a line of Charades-STA is a video, a window and a sentence', () => {
    expect(readAnnotations('charades', text('3MSZA 24.3 30.4##person turn a light on.'))).toEqual([
      { id: '1', text: 'person turn a light on.', video: '3MSZA', windows: [{ start: 24.3, end: 30.4 }] },
    ]);
  });

  test('in DiDeMo windows count that two annotators gave, in pieces of five seconds', () => {
    const query = { annotation_id: 5, description: 'a dog', video: 'a.mov' };
    const read = (times: number[][]) =>
      readAnnotations('didemo', text(JSON.stringify([{ ...query, times }])))[0]!.windows;
    expect(
      read([
        [0, 0],
        [1, 2],
        [1, 2],
        [5, 5],
      ]),
    ).toEqual([{ start: 5, end: 15 }]);
    expect(
      read([
        [0, 0],
        [5, 5],
      ]),
    ).toEqual([
      { start: 0, end: 5 },
      { start: 25, end: 30 },
    ]);
  });

  test('says which line does not fit', () => {
    expect(() => readAnnotations('charades', text('A 1 2##one', 'B two##three'))).toThrow(/line 2/);
    expect(() => readAnnotations('charades', text('A 3 2##one'))).toThrow(/ends before it begins/);
    expect(() => readAnnotations('tvr', text(''))).toThrow(/holds no query/);
  });

  test('no text makes a reader fail otherwise than with a sentence', () => {
    fc.assert(
      fc.property(fc.constantFrom(...protocols), fc.string(), (protocol, anything) => {
        try {
          readAnnotations(protocol, text(anything));
        } catch (error) {
          expect(error).toBeInstanceOf(UserFacingError);
        }
      }),
    );
  });
});
