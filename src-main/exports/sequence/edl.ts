import { basename } from 'node:path';
import { UserFacingError } from '../../domain/errors.ts';
import { isSameRate, perSecondOf, type FrameRate } from '../../domain/frame-rate.ts';
import { filmsOf, type Edit, type Sequence, type SourceFilm } from './sequence.ts';
import { firstHourFrame, isDropFrame, timecodeOf } from './timecode.ts';

/** An event has three digits. */
const mostEvents = 999;
/** What reels must not be called: CMX3600 means an auxiliary source and black by them. */
const takenReels = ['AX', 'BL'];

/**
 * A sequence as an edit decision list of the CMX3600 kind: cuts alone, sources in their own timecode and frame rate, the
 * programme from 01:00:00:00. Names and notes stand in comments. An `M2` line tells the speed of a film that has
 * another frame rate than the programme, so that it plays as fast as it did.
 * Throws a {@link UserFacingError} for more than 999 edits.
 */
export function writeEdl(sequence: Sequence): string {
  const { name, edits, rate } = sequence;
  if (edits.length > mostEvents) {
    throw new UserFacingError(
      'bad-input',
      `An EDL holds ${mostEvents} events at most, and “${name}” has ${edits.length} moments.`,
      'Write FCPXML or OpenTimelineIO instead, or divide the collection.',
    );
  }
  const reels = reelsOf(filmsOf(sequence));
  const lines = [
    `TITLE: ${oneLine(name).slice(0, 70)}`,
    `FCM: ${isDropFrame(rate) ? 'DROP FRAME' : 'NON-DROP FRAME'}`,
    ...edits.flatMap((edit, index) => ['', ...eventLines(edit, index + 1, reels.get(edit.film.path)!, rate)]),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function eventLines(edit: Edit, number: number, reel: string, rate: FrameRate): string[] {
  const { film, note, sourceStart, sourceLength, at, length } = edit;
  const sourceIn = film.timecode.frame + sourceStart;
  const begin = firstHourFrame(rate) + at;
  const times = [
    timecodeOf(sourceIn, film.rate, film.timecode.dropFrame),
    timecodeOf(sourceIn + sourceLength, film.rate, film.timecode.dropFrame),
    timecodeOf(begin, rate),
    timecodeOf(begin + length, rate),
  ];
  const padded = reel.padEnd(8);
  const speed = perSecondOf(film.rate).toFixed(1).padStart(5, '0');
  return [
    `${String(number).padStart(3, '0')}  ${padded} ${channelsOf(film).padEnd(5)} C        ${times.join(' ')}`,
    ...(isSameRate(film.rate, rate) ? [] : [`M2   ${padded} ${speed}                ${times[0]}`]),
    `* FROM CLIP NAME: ${oneLine(basename(film.path))}`,
    `* SOURCE FILE: ${oneLine(film.path)}`,
    ...(note === '' ? [] : [`* COMMENT: ${oneLine(note)}`]),
  ];
}

/** CMX3600's letters: `B` for both, `V` for pictures, `A` for sound. */
function channelsOf({ width, hasSound }: SourceFilm): string {
  if (width === 0) return 'A';
  return hasSound ? 'B' : 'V';
}

/** A reel's name for each film by its path: the first eight letters and digits of its title, told apart by numbers. */
function reelsOf(films: readonly SourceFilm[]): Map<string, string> {
  const reels = new Map<string, string>();
  const taken = new Set(takenReels);
  for (const [index, { path, title }] of films.entries()) {
    const letters = title.toUpperCase().replace(/[^A-Z0-9]/g, '');
    let reel = letters.slice(0, 8);
    for (let number = index + 1; reel === '' || taken.has(reel); number++) {
      reel = `${letters.slice(0, 4) || 'R'}${String(number).padStart(3, '0')}`;
    }
    taken.add(reel);
    reels.set(path, reel);
  }
  return reels;
}

function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}
