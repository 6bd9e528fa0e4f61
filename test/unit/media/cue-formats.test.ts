import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cueFormatOf, parseCueText, type CueFormat } from '../../../src-main/media/cues/cue-text.ts';
import { linesOfCues } from '../../../src-main/media/cues/subtitle-lines.ts';
import { tidyCues, type TimedCue } from '../../../src-main/media/cues/timed-cue.ts';

async function read(
  text: string,
  extension: string,
  frameRate = 0,
): Promise<{ cues: TimedCue[]; format: CueFormat; warnings: string[] }> {
  const warnings: string[] = [];
  const format = cueFormatOf(text, extension);
  return {
    cues: tidyCues(await parseCueText(text, format, warnings, frameRate), warnings),
    format,
    warnings,
  };
}

describe('MicroDVD', () => {
  const lines = '{25}{50}One|{y:i}two\n{100}{}Open\nno cue\n';

  test('counts in the pictures of the rate that it states', async () => {
    const { cues, format, warnings } = await read(`{1}{1}25.000\n${lines}`, 'sub', 30);
    expect(format).toBe('microdvd');
    expect(cues).toEqual([
      { start: 1, end: 2, text: 'One\ntwo' },
      { start: 4, end: 7, text: 'Open' },
    ]);
    expect(warnings).toEqual([]);
  });

  test('counts in the pictures of the film when it states none', async () => {
    expect((await read(lines, 'sub', 50)).cues[0]).toMatchObject({ start: 0.5, end: 1 });
    expect((await read(lines, 'sub')).cues[0]!.start).toBeCloseTo(25 / 23.976, 3);
  });
});

describe('SAMI', () => {
  test('shows each text until the next mark of its language', async () => {
    const { cues, format, warnings } = await read(
      `<SAMI><HEAD><STYLE><!-- P {} .ENCC {Name: English;} --></STYLE></HEAD><BODY>
       <SYNC Start=1000><P Class=ENCC>Hello<br>there
       <SYNC Start=1200><P Class=FRCC>Bonjour
       <SYNC Start=2500><P Class=ENCC>&nbsp;
       <sync start="4000"><p class=ENCC><i>Fish</i> &amp; chips</BODY></SAMI>`,
      'smi',
    );
    expect(format).toBe('sami');
    expect(cues).toEqual([
      { start: 1, end: 2.5, text: 'Hello\nthere' },
      { start: 4, end: 7, text: 'Fish & chips' },
    ]);
    expect(warnings).toEqual([]);
  });
});

describe('TTML', () => {
  test('is read with frames, ticks, times of what lies around, and agents', async () => {
    const { cues, format } = await read(
      `<?xml version="1.0"?>
       <tt:tt xmlns:tt="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
         xmlns:ttm="http://www.w3.org/ns/ttml#metadata" ttp:frameRate="25" ttp:tickRate="10">
       <tt:head><tt:metadata><ttm:agent xml:id="a1"><ttm:name type="full">Ada Lovelace</ttm:name></ttm:agent></tt:metadata></tt:head>
       <tt:body begin="10s"><tt:div>
         <tt:p begin="00:00:01:05" end="00:00:02.5" ttm:agent="a1">It is<tt:br/>  <tt:span>blue &amp; white</tt:span></tt:p>
         <tt:p begin="30t" dur="2s">Ticks</tt:p>
         <tt:p>Over all</tt:p>
         <tt:p begin="20s" end="24s"><tt:span begin="0s" end="1s">One</tt:span><tt:span begin="1s" end="2s">two</tt:span></tt:p>
       </tt:div></tt:body></tt:tt>`,
      'ttml',
    );
    expect(format).toBe('ttml');
    expect(cues.map(({ text }) => text)).toEqual(['Over all', 'It is\nblue & white', 'Ticks', 'One', 'two']);
    expect(cues[1]).toEqual({
      start: 11.2,
      end: 12.5,
      text: 'It is\nblue & white',
      speakers: ['Ada Lovelace'],
    });
    expect(cues[2]).toMatchObject({ start: 13, end: 15 });
    expect(cues[4]).toMatchObject({ start: 31, end: 32 });
  });

  test('without a name space, and cut off in the middle, gives what is there', async () => {
    const { cues } = await read(
      '<tt><body><div><p begin="1s" end="2s">Whole</p><p begin="3s" end="4s">Half',
      'xml',
    );
    expect(cues[0]).toEqual({ start: 1, end: 2, text: 'Whole' });
  });
});

describe('who speaks', () => {
  test('is read from the voices of WebVTT, each once', async () => {
    const { cues } = await read(
      'WEBVTT\n\n00:01.000 --> 00:02.000\n<v.loud Ada &amp; Co>Hi\n<v Bo>Hello\n<v Ada &amp; Co>Bye\n',
      'vtt',
    );
    expect(cues).toEqual([{ start: 1, end: 2, text: 'Hi\nHello\nBye', speakers: ['Ada & Co', 'Bo'] }]);
  });

  test('is read from the actors of ASS and SSA, also without a line of formats', async () => {
    const { cues } = await read(
      '[Events]\nDialogue: 0,0:00:01.00,0:00:02.50,Default,Ada; Bo,0,0,0,,Hi, you\n',
      'ass',
    );
    expect(cues).toEqual([{ start: 1, end: 2.5, text: 'Hi, you', speakers: ['Ada', 'Bo'] }]);
  });

  const cue = (text: string, speakers?: string[]) => ({
    start: 1,
    end: 2,
    text,
    ...(speakers && { speakers }),
  });
  const named = (...names: string[]) => names.map((name) => ({ name, confidence: 1 }));

  test('is read from labels in capital letters, which leave the text', () => {
    expect(
      linesOfCues([cue("MARY-ANN O'HARA: It is 10:30.\nNow."), cue('- ADA: Hi.\n- BO: Hello.')]),
    ).toEqual([
      { ...cue('It is 10:30.\nNow.'), kind: 'speech', speakers: named("Mary-Ann O'Hara") },
      { ...cue('- Hi.\n- Hello.'), kind: 'speech', speakers: named('Ada', 'Bo') },
    ]);
  });

  test('is read from a label that has a line of its own, which says nothing without one below it', () => {
    const read = (text: string) => linesOfCues([{ start: 0, end: 1, text }])[0]!;
    expect(read('SPEAKER 6:\nI was in the park.')).toMatchObject({
      text: 'I was in the park.',
      speakers: [{ name: 'Speaker 6' }],
    });
    expect(read('- TESS:\nCome in.\n- BO: No.')).toMatchObject({
      text: '- Come in.\n- No.',
      speakers: [{ name: 'Tess' }, { name: 'Bo' }],
    });
    expect(read('I WILL BE THERE AT FIVE:')).toMatchObject({ speakers: [] });
    expect(read('TESS:')).toMatchObject({ text: 'TESS:', speakers: [] });
  });

  test('is read from other labels where the file names the same person elsewhere', () => {
    const [, second, third] = linesOfCues([cue('Hi', ['Ada']), cue('Ada: Hello'), cue('Remember: be kind')]);
    expect(second).toMatchObject({ text: 'Hello', speakers: named('Ada') });
    expect(third).toMatchObject({ text: 'Remember: be kind', speakers: [] });
  });

  test('is nobody for sounds, which lose their brackets', () => {
    const lines = linesOfCues([
      cue('[laughter]'),
      cue('(door\ncreaks)'),
      cue('♪ ♪'),
      cue('[sighs] Fine.'),
      cue('NOTE: x'),
    ]);
    expect(lines.map(({ text, kind }) => [text, kind])).toEqual([
      ['laughter', 'sound'],
      ['door creaks', 'sound'],
      ['music', 'sound'],
      ['[sighs] Fine.', 'speech'],
      ['NOTE: x', 'speech'],
    ]);
  });
});

describe('every reader', () => {
  const pieces = [
    'WEBVTT', '[Events]', 'Format: Start, End, Text', 'Dialogue: 0,0:00:01.00,0:00:02.00,a,b,0,0,0,,{\\b1', '{', '{1}{1}25',
    '{10}{20}x|y', '{-5}{}', '<sync start=1000>', '<SYNC', '<P Class=X>', '<tt>', '<body begin="1s">', '<p begin="1:2">',
    '<p begin="00:00:01" end="1s">', '</p>', '<br/>', '<![CDATA[', '<!--', '&#x110000;', '&amp;', '-->', 'ADA: Hi',
    '00:00:01,000 --> 00:00:02,000', '99:99:99,999 --> 0', '<v Bo>', '\u0000', '♪', '1', '',
  ]; // prettier-ignore
  const line = fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 20 }));
  const formats: CueFormat[] = ['srt', 'vtt', 'ass', 'microdvd', 'sami', 'ttml'];

  test('gives lines that make sense, or none, for any text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...formats),
        fc.array(line, { maxLength: 30 }),
        async (format, lines) => {
          const warnings: string[] = [];
          const cues = tidyCues(await parseCueText(lines.join('\n'), format, warnings, 25), warnings);
          for (const { start, end, text, speakers } of linesOfCues(cues)) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThan(start);
            expect(text.trim()).not.toBe('');
            for (const { name } of speakers) expect(name.trim()).not.toBe('');
          }
        },
      ),
      { numRuns: 600 },
    );
  });
});
