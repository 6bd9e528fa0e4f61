import { property, assert, array, double, record, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SubtitleLine } from '../../../src-main/domain/subtitle-line.ts';
import { lineFindings } from '../../../src-main/subtitles/line-findings.ts';

const film = { frameRate: 25, cuts: [20], duration: 60 };
const line = (id: number, start: number, end: number, text = 'Good evening.') => ({
  ...{ id, start, end, text, kind: 'speech' as const, speakers: [{ name: 'Ada', confidence: 1 }] },
});
type Line = ReturnType<typeof line>;

/** What is found after everything that can be mended was, one line after the other. */
function afterMending(lines: readonly Line[], rule: string): string[] {
  const [found] = lineFindings(lines, film).filter((finding) => finding.rule === rule && finding.mended);
  const rest = lines.flatMap((own): Line[] =>
    own.id === found?.lineId
      ? found.mended!.map((mended, part) => ({ ...own, ...mended, id: own.id * 10 + part }) as Line)
      : [own],
  );
  return lineFindings(rest, film)
    .filter((finding) => String(finding.lineId).startsWith(String(found?.lineId)))
    .map((finding) => finding.rule);
}

describe('a line that does not keep a convention', () => {
  it.each([
    ['overlap', [line(1, 1, 4), line(2, 3, 5)]],
    ['gap', [line(1, 1, 3), line(2, 3.02, 5)]],
    ['too-short', [line(1, 1, 1.5), line(2, 3, 5)]],
    ['too-long', [line(1, 1, 10)]],
    ['reading-speed', [line(1, 1, 2, 'This is a good deal more than can be read.'), line(2, 9, 11)]],
    ['shot-change', [line(1, 20.2, 23)]],
    [
      'line-length',
      [line(1, 1, 6, 'This is a line that is much too long to stand in one row of a picture.')],
    ],
    ['line-count', [line(1, 1, 6, 'One,\ntwo,\nthree.')]],
  ] as const)('is mended: %s', (rule, lines) => {
    expect(lineFindings(lines, film).map((finding) => finding.rule)).toContain(rule);
    expect(afterMending(lines, rule)).not.toContain(rule);
  });

  it('is left to a person where there is no room, or where hardly anything would be left of it', () => {
    const fast = [line(1, 1, 2, 'This is a good deal more than can be read.'), line(2, 2.1, 4)];
    expect(lineFindings(fast, film).find(({ rule }) => rule === 'reading-speed')?.mended).toBeNull();
    const inside = [line(1, 1, 4), line(2, 1.1, 2)];
    expect(lineFindings(inside, film).find(({ rule }) => rule === 'overlap')?.mended).toBeNull();
  });

  it('keeps its words and its speakers, whatever they are', () => {
    const any = record({
      start: double({ min: 0, max: 50, noNaN: true }),
      length: double({ min: 0.1, max: 12, noNaN: true }),
      text: string({ minLength: 1, maxLength: 200 }),
    });
    assert(
      property(array(any, { maxLength: 6 }), (given) => {
        const lines = given
          .map(({ start, length, text }, i) => line(i + 1, start, start + length, text.trim() || 'word'))
          .toSorted((a, b) => a.start - b.start);
        const bare = (text: string) => text.replace(/\s/g, '');
        for (const { lineId, mended } of lineFindings(lines, film)) {
          if (!mended) continue;
          const own = lines.find(({ id }) => id === lineId)!;
          expect(bare(mended.map(({ text }) => text).join(''))).toBe(bare(own.text));
          expect(mended.every((part: SubtitleLine) => part.end > part.start - 0.001)).toBe(true);
          expect(mended.every(({ speakers }) => speakers[0]?.name === 'Ada')).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
