import { parse as parseAss } from 'ass-compiler';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cueFormatOf, parseCueText } from '../../../src-main/media/cues/cue-text.ts';
import { linesOfCues } from '../../../src-main/media/cues/subtitle-lines.ts';
import { tidyCues } from '../../../src-main/media/cues/timed-cue.ts';
import type { SubtitleLine } from '../../../src-main/domain/subtitle-line.ts';
import { foldName } from '../../../src-main/domain/person-name.ts';
import { composeCues, type ComposedCue } from '../../../src-main/subtitles/compose-cues.ts';
import { writeAss } from '../../../src-main/subtitles/writers/ass.ts';
import { writeSubRip } from '../../../src-main/media/cues/subrip-writer.ts';
import { writeWebVtt } from '../../../src-main/subtitles/writers/webvtt.ts';

const formats = {
  srt: { write: writeSubRip, decimals: 3 },
  vtt: { write: writeWebVtt, decimals: 3 },
  ass: { write: (cues: readonly ComposedCue[]) => writeAss(cues, 'Film'), decimals: 2 },
};

async function readBack(text: string, extension: string): Promise<SubtitleLine[]> {
  const format = cueFormatOf(text, extension);
  expect(format).toBe(extension);
  const warnings: string[] = [];
  const cues = tidyCues(await parseCueText(text, format, warnings), warnings);
  expect(warnings).toEqual([]);
  return linesOfCues(cues);
}

const said = fc
  .stringMatching(/^[A-Za-z][A-Za-z ,.!?é<>&{}]{0,60}[a-z]$/)
  .map((text) => text.replace(/ +/g, ' '));
const names = fc.uniqueArray(fc.constantFrom('Ada', "Bo O'Hara", 'Mary-Ann', 'Speaker 3'), { maxLength: 2 });
const drawnLines = fc.array(
  fc.record({ pause: fc.nat(4000), length: fc.integer({ min: 1000, max: 6000 }), said, names }),
  {
    minLength: 1,
    maxLength: 12,
  },
);

describe.each(Object.entries(formats))('Cues written as %s', (extension, { write, decimals }) => {
  it('read back with the same times and names', async () => {
    await fc.assert(
      fc.asyncProperty(drawnLines, async (drawn) => {
        let time = 0;
        const lines = drawn.map(({ pause, length, said, names }): SubtitleLine => {
          const start = (time += 100 + pause) / 1000;
          const end = (time += length) / 1000;
          return {
            start,
            end,
            text: said,
            kind: 'speech',
            speakers: names.map((name) => ({ name, confidence: 1 })),
          };
        });
        const facts = { frameRate: 25, duration: 1e6, cuts: [], presence: [] };
        const cues = composeCues(lines, facts, 'always');
        const back = await readBack(write(cues), extension);
        expect(back).toHaveLength(cues.length);
        back.forEach((line, i) => {
          const cue = cues[i]!;
          expect(Math.abs(line.start - cue.start)).toBeLessThanOrEqual(0.6 * 10 ** -decimals);
          expect(Math.abs(line.end - cue.end)).toBeLessThanOrEqual(0.6 * 10 ** -decimals);
          // A line that goes on in a second cue has its label on the first.
          if (extension !== 'srt' || /^[A-Z&' -]+(\d )?.*: /.test(cue.text))
            expect(line.speakers.map(({ name }) => foldName(name))).toEqual(cue.speakers.map(foldName));
        });
      }),
      { numRuns: 60 },
    );
  });

  it('keep sounds apart from speech, and what looks like markup', async () => {
    const cues: ComposedCue[] = [
      { start: 1, end: 2, text: '[door creaks]', kind: 'sound', speakers: [] },
      { start: 3, end: 4, text: 'a --> b', kind: 'speech', speakers: [] },
    ];
    const back = await readBack(write(cues), extension);
    expect(back.map(({ kind, text }) => [kind, text])).toEqual([
      ['sound', 'door creaks'],
      ['speech', expect.stringMatching(/^a .* b$/)],
    ]);
  });
});

describe('Colours', () => {
  const cue = (start: number, text: string, ...speakers: string[]): ComposedCue => ({
    start,
    end: start + 1,
    text,
    kind: 'speech',
    speakers,
  });
  const cues = [cue(1, 'a', 'Ada'), cue(3, 'b', 'Ada'), cue(5, 'c', 'Bo'), cue(7, '- d\n- e', 'Ada', 'Bo')];

  it('of WebVTT are classes of voices, in the order of the BBC', () => {
    const text = writeWebVtt(cues);
    expect(text).toContain('<v Ada>b</v>');
    expect(text).toContain('<v Ada>- d</v>\n<v.yellow Bo>- e</v>');
  });

  it('of ASS are a style for each character, which another parser finds', () => {
    const { styles, events } = parseAss(writeAss(cues, 'Film'));
    expect(styles.style.map(({ Name, PrimaryColour }) => [Name, PrimaryColour])).toEqual([
      ['Default', '&H00FFFFFF'],
      ['Ada', '&H00FFFFFF'],
      ['Bo', '&H0000FFFF'],
    ]);
    expect(events.dialogue.map(({ Style, Name }) => [Style, Name])).toContainEqual(['Ada', 'Ada; Bo']);
  });
});
