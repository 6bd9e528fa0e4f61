import { XMLBuilder } from 'fast-xml-parser';
import { clock } from '../../domain/clock.ts';
import { timeOfFrame } from '../../domain/frame-rate.ts';
import { xmlText } from './fcpxml.ts';
import type { Edit, Sequence } from './sequence.ts';

interface SequenceChapter {
  /** Seconds of the sequence. */
  readonly start: number;
  readonly end: number;
  readonly title: string;
}

function chaptersOf({ edits, rate }: Sequence): SequenceChapter[] {
  return edits.map((edit) => ({
    start: timeOfFrame(edit.at, rate),
    end: timeOfFrame(edit.at + edit.length, rate),
    title: titleOf(edit).replace(/\p{Cc}+/gu, ' '),
  }));
}

/** Its note, or else where in its film it begins: chapters of one film would all be called alike. */
function titleOf({ film, note, sourceStart }: Edit): string {
  return note === '' ? `${film.title} (${clock(timeOfFrame(sourceStart, film.rate))})` : note;
}

/** A chapter for each moment of a sequence in ffmpeg's format of metadata, in milliseconds. */
export function writeFfmetadata(sequence: Sequence): string {
  const escaped = (text: string) => text.replace(/[=;#\\\n]/g, (sign) => `\\${sign}`);
  const chapters = chaptersOf(sequence).map(({ start, end, title }) =>
    [
      '[CHAPTER]',
      // Left out, times would be nanoseconds.
      'TIMEBASE=1/1000',
      `START=${Math.round(start * 1000)}`,
      `END=${Math.round(end * 1000)}`,
      `title=${escaped(title)}`,
    ].join('\n'),
  );
  return `${[';FFMETADATA1', `title=${escaped(sequence.name)}`, ...chapters].join('\n')}\n`;
}

const builder = new XMLBuilder({ format: true, ignoreAttributes: false, suppressEmptyNode: true });

/** A chapter for each moment of a sequence as Matroska's chapters in XML, which mkvmerge reads. */
export function writeMatroskaChapters(sequence: Sequence): string {
  const document = {
    Chapters: {
      EditionEntry: {
        ChapterAtom: chaptersOf(sequence).map(({ start, end, title }) => ({
          ChapterTimeStart: nanosecondClock(start),
          ChapterTimeEnd: nanosecondClock(end),
          ChapterDisplay: { ChapterString: xmlText(title), ChapterLanguage: 'und' },
        })),
      },
    },
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE Chapters SYSTEM "matroskachapters.dtd">\n${builder.build(document)}`;
}

/** A chapter for each moment of a sequence as the lines that YouTube reads in a description: `0:00 title`. */
export function writeYoutubeChapters(sequence: Sequence): string {
  return chaptersOf(sequence)
    .map(({ start, title }) => `${clock(start)} ${title}\n`)
    .join('');
}

function nanosecondClock(seconds: number): string {
  const whole = Math.floor(seconds);
  const nanoseconds = Math.round((seconds - whole) * 1e9);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}.${String(nanoseconds).padStart(9, '0')}`;
}
