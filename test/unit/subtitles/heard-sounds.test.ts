import { describe, expect, it } from 'vitest';
import type { SubtitleLine } from '../../../src-main/domain/subtitle-line.ts';
import { withSounds } from '../../../src-main/subtitles/heard-sounds.ts';

const said = (start: number, end: number): SubtitleLine => ({
  ...{ start, end, text: 'Well.', kind: 'speech', speakers: [] },
});
const sounds = (lines: readonly SubtitleLine[]) =>
  lines.filter(({ kind }) => kind === 'sound').map(({ start, end, text }) => [text, start, end]);

describe('the sounds between lines', () => {
  it('are told once, where they begin to be heard alone, and not for long', () => {
    const lines = withSounds(
      [said(1, 3), said(6, 8)],
      [
        { start: 2, end: 5, kind: 'laughter' },
        { start: 7, end: 90, kind: 'music' },
      ],
    );
    expect(sounds(lines)).toEqual([
      ['laughter', 3, 5],
      ['music', 8, 12],
    ]);
    expect(lines.map(({ start }) => start)).toEqual([1, 3, 6, 8]);
  });

  it('are not told where people speak over them, nor twice at the same time', () => {
    expect(sounds(withSounds([said(1, 4)], [{ start: 1.5, end: 4.5, kind: 'music' }]))).toEqual([]);
    const both = [
      { start: 10, end: 14, kind: 'laughter' as const },
      { start: 10, end: 14, kind: 'applause' as const },
    ];
    expect(sounds(withSounds([], both))).toEqual([['laughter', 10, 14]]);
  });

  it('are left to lines that tell of sounds by themselves', () => {
    const own: SubtitleLine = { start: 0, end: 1, text: 'door slams', kind: 'sound', speakers: [] };
    expect(withSounds([own], [{ start: 5, end: 9, kind: 'music' }])).toEqual([own]);
  });
});
