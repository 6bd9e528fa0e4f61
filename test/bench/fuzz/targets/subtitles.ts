import { cueFormatOf, parseCueText, type CueFormat } from '../../../../src-main/media/cues/cue-text.ts';
import { decodeText } from '../../../../src-main/media/cues/decode-text.ts';
import { otherContentOf } from '../../../../src-main/media/cues/not-text.ts';
import { linesOfCues } from '../../../../src-main/media/cues/subtitle-lines.ts';
import { tidyCues } from '../../../../src-main/media/cues/timed-cue.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { mangledText } from '../mangle-text.ts';

// Whole files of some format, mangled, cut, or with a piece of them repeated thousands of times.

const whole: Readonly<Record<CueFormat, string>> = {
  srt: '1\n00:00:01,000 --> 00:00:02,500\n<i>ADA: One</i> {\\an8}\n\n2\n00:00:03,000 --> 00:00:04,000\n[laughter]\n',
  vtt: 'WEBVTT\n\nSTYLE\n::cue { color: red }\n\nNOTE x\n\nid\n00:01.000 --> 00:02.000 align:start\n<v Ada>Salt &amp; <c.y>it</c></v>\n',
  ass: '[Script Info]\nTitle: x\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\nDialogue: 0,0:00:01.00,0:00:02.50,Default,Ada,0,0,0,,{\\i1\\t(0,100,\\fs20)\\clip(m 0 0)}Hi{\\i0}\\Nyou\n',
  microdvd: '{1}{1}25.000\n{25}{50}{y:i}One|two\n{60}{}Open\n',
  sami: '<SAMI><BODY><SYNC Start=1000><P Class=ENCC>Hello<br>you<SYNC Start=2500><P Class=ENCC>&nbsp;</BODY></SAMI>',
  ttml: '<?xml version="1.0"?><!DOCTYPE tt [<!ENTITY a "b">]><tt xmlns="http://www.w3.org/ns/ttml"><head><metadata><ttm:agent xml:id="a"><ttm:name>Ada</ttm:name></ttm:agent></metadata></head><body begin="1s"><div><p begin="00:00:01.5" end="2s" ttm:agent="a">Hi<br/><span begin="1s">you</span></p></div></body></tt>',
};
const formats = Object.keys(whole) as CueFormat[];
const pieces = Object.values(whole).flatMap((text) => text.split('\n'));
const tokens = [
  '{', '}', '{\\', '\\', '<', '>', '</', '&', '&#x41;', '-->', ' --> ', '[', ']', '(', ')', '\n', '\r', '\u0000', '"', "'",
  ':', ',', '<v ', '<!--', '-->', '<![CDATA[', ']]>', '99:99:99,999', '-1', '1e999', 'NaN', '\ufeff', '\u202e', '💥', ' ',
]; // prettier-ignore
const mostCharacters = 400_000;

/** The readers of subtitle files. */
export const subtitles: FuzzTarget = {
  make: (random) => {
    const what = random.pick(formats);
    const text = mangledText(
      random,
      whole[what].repeat(random.whole(1, 5)),
      { tokens, pieces },
      mostCharacters,
    );
    const bytes = Buffer.from(text, random.chance(0.2) ? 'utf16le' : 'utf8');
    return { what, read: () => complaintOf(bytes, what) };
  },
};

async function complaintOf(bytes: Uint8Array, what: CueFormat): Promise<string | null> {
  otherContentOf(bytes);
  const decoded = decodeText(bytes).text;
  for (const format of new Set([what, cueFormatOf(decoded, what)])) {
    const warnings: string[] = [];
    const lines = linesOfCues(tidyCues(await parseCueText(decoded, format, warnings), warnings));
    const wrong = lines.find(({ start, end, text }) => !(start >= 0 && end > start) || text.trim() === '');
    if (wrong) return `a line without sense: ${JSON.stringify(wrong).slice(0, 200)}`;
  }
  return null;
}
