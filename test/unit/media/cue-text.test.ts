import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { cueFormatOf, parseCueText } from '../../../src-main/media/cues/cue-text.ts';
import { decodeText } from '../../../src-main/media/cues/decode-text.ts';
import { plainText, tidyCues } from '../../../src-main/media/cues/timed-cue.ts';
import type { TimedCue } from '../../../src-main/media/cues/timed-cue.ts';

async function read(text: string, extension = 'srt'): Promise<{ cues: TimedCue[]; warnings: string[] }> {
  const warnings: string[] = [];
  return {
    cues: tidyCues(await parseCueText(text, cueFormatOf(text, extension), warnings), warnings),
    warnings,
  };
}

describe('SubRip', () => {
  test('cues without number, without an empty line between, and with short fractions are read', async () => {
    const { cues } = await read(
      '1\n00:00:01,000 --> 00:00:02,5\nOne\n2\n00:00:03.000 -> 00:00:04.000\nTwo <i>lines</i>\nhere\n\n00:00:05,000 --> 00:00:06,000\nThree',
    );
    expect(cues).toEqual([
      { start: 1, end: 2.5, text: 'One' },
      { start: 3, end: 4, text: 'Two lines\nhere' },
      { start: 5, end: 6, text: 'Three' },
    ]);
  });

  test('broken cues are left out and the others kept', async () => {
    const { cues } = await read('1\ngarbage --> garbage\nlost\n\n2\n00:00:05,000 --> 00:00:06,000\nKept\n');
    expect(cues).toEqual([{ start: 5, end: 6, text: 'Kept' }]);
  });

  test('a cue that ends before it begins is left out with a warning', async () => {
    const { cues, warnings } = await read(
      '1\n00:00:05,000 --> 00:00:04,000\nBack\n\n2\n00:00:06,000 --> 00:00:07,000\nOn\n',
    );
    expect(cues).toEqual([{ start: 6, end: 7, text: 'On' }]);
    expect(warnings).toEqual([expect.stringContaining('1 line')]);
  });
});

test('times before the film, reversed times and overlaps are mended with warnings', () => {
  const warnings: string[] = [];
  const cues = tidyCues(
    [
      { start: -2, end: 1, text: 'early' },
      { start: -3, end: -1, text: 'gone' },
      { start: 5, end: 4, text: 'back' },
      { start: 5.5, end: 8, text: 'over' },
    ],
    warnings,
  );
  expect(cues).toEqual([
    { start: 0, end: 1, text: 'early' },
    { start: 5, end: 7, text: 'back' },
    { start: 5.5, end: 8, text: 'over' },
  ]);
  expect(warnings).toHaveLength(3);
});

test('WebVTT is read without its tags, classes, notes and styles', async () => {
  const { cues } = await read(
    'WEBVTT\n\nNOTE nothing\n\nSTYLE\n::cue { color: red }\n\nid\n00:01.000 --> 00:02.000 align:start\n<v Ada>Salt &amp; <c.y>pepper</c></v>\n',
    'vtt',
  );
  expect(cues).toEqual([{ start: 1, end: 2, text: 'Salt & pepper', speakers: ['Ada'] }]);
});

test('ASS is read without its overrides and drawings, and a line cut short is left out', async () => {
  const { cues } = await read(
    '[Script Info]\nTitle: x\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n' +
      'Dialogue: 0,0:00:01.00,0:00:02.50,Default,Ada,0,0,0,,{\\i1}Hi{\\i0}, you\\Nthere\n' +
      'Comment: 0,0:00:01.00,0:00:02.50,Default,Ada,0,0,0,,not said\n' +
      'Dialogue: 0,0:00:03.00,0:00:04.50,Default,,0,0,0,,{\\p1}m 0 0 l 10 10{\\p0}\nDialogue: 0\n',
    'ass',
  );
  expect(cues).toEqual([{ start: 1, end: 2.5, text: 'Hi, you\nthere', speakers: ['Ada'] }]);
});

describe('encodings', () => {
  const russian = 'Где моя кружка? Я оставил её на столе вчера вечером.\n'.repeat(6);
  for (const encoding of ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'koi8-r']) {
    test(`${encoding} is recognised`, () => {
      const bytes = iconv.encode(russian, encoding, { addBOM: encoding.startsWith('utf-16') });
      expect(decodeText(bytes).text).toBe(russian);
    });
  }

  test('Croatian is told from western text', () => {
    const text = 'Što je riječ? Đurđa želi još čaja, a Ćiro šuti kraj žute kuće.\n'.repeat(5);
    expect(decodeText(iconv.encode(text, 'windows-1250')).text).toBe(text);
  });

  test('western text is recognised without a mark', () => {
    const text = 'Où est ma tasse ? Là, près de la fenêtre.\n'.repeat(5);
    expect(decodeText(iconv.encode(text, 'windows-1252')).text).toBe(text);
  });
});

test('no text makes the parsers throw or give a cue without sense', async () => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'WEBVTT',
      '[Events]',
      'Dialogue: 0,0:00:01.00',
      '00:00:01,000 --> 00:00:02,000',
      '1',
      '',
      '-->',
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 30 }), async (lines) => {
      const { cues } = await read(lines.join('\n'));
      for (const { start, end, text } of cues) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThan(start);
        expect(text.trim()).not.toBe('');
      }
    }),
    { numRuns: 300 },
  );
});

test('markup of every format is taken from the text, and a "less than" stays', () => {
  expect(plainText('{\\an8}<b>Hi</b>&nbsp;<00:01.500>there\\Nyou')).toBe('Hi there\nyou');
  expect(plainText('1 < 2')).toBe('1 < 2');
});

describe('a subtitle file of nothing but one thing', () => {
  test.each([
    ['srt', '\r'],
    ['vtt', '\r'],
    ['srt', '\u2028'],
    ['ttml', '<p '],
    ['ttml', '<x:p b'],
  ] as const)('is read at once: %s of %j', async (format, piece) => {
    const begun = process.cpuUsage();
    expect(await parseCueText(piece.repeat(60_000), format)).toEqual([]);
    expect(process.cpuUsage(begun).user).toBeLessThan(1e6);
  });
});
