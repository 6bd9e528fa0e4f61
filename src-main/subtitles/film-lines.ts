import { mergePresence } from '../domain/presence.ts';
import { UserFacingError } from '../domain/errors.ts';
import type { LineSpeaker } from '../domain/subtitle-line.ts';
import { speakersByCue } from '../domain/told-speakers.ts';
import type { MediaProbe } from '../media/probe.ts';
import type { LineRow } from '../store/cue-table.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { SpeakerRow } from '../store/speaker-table.ts';
import type { FilmFacts } from './compose-cues.ts';
import type { Presence } from './speaker-labels.ts';

/** A film's lines of one source, in time order. */
export interface FilmLines {
  readonly source: string;
  readonly lines: readonly LineRow[];
}

/**
 * The lines of a film, of the source that is asked for or else of the first. Throws a UserFacingError when nothing is
 * known of the film's dialogue.
 */
export function filmLines(
  reader: LibraryReader,
  film: { readonly id: number; readonly title: string },
  source: string | null = reader.cues.firstSource(film.id),
): FilmLines {
  const lines = source === null ? [] : spokenLines(reader, film.id, source);
  if (source === null || lines.length === 0) {
    throw new UserFacingError(
      'not-found',
      `No dialogue of “${film.title}” is known.`,
      'Put a subtitle file (.srt, .vtt or .ass) of the same name beside the film and index it again, or choose a speech ' +
        'model: kinora models install whisper-base, then kinora models use whisper-base.',
    );
  }
  return { source, lines };
}

/** Only what a file or the user says is sure. */
const mostConfidence = 0.99;

/** The lines of one source with their speakers: whom a file or the user names, or else whom the voices tell. */
export function spokenLines(reader: LibraryReader, videoId: number, source: string): LineRow[] {
  const told = speakersByCue(reader.speakers.utterances(videoId), ({ name }) => name);
  return reader.cues
    .lines(videoId, source)
    .map((line) =>
      line.kind === 'sound' || line.speakers.length > 0
        ? line
        : { ...line, speakers: (told.get(line.id) ?? []).map(toldSpeaker) },
    );
}

/** A voice that nobody has named is "Speaker 3". */
function toldSpeaker({ name, number, confidence }: SpeakerRow): LineSpeaker {
  return { name: name ?? `Speaker ${number}`, confidence: Math.min(mostConfidence, confidence) };
}

/** What subtitles have to know of their film. */
export function filmFacts(
  reader: LibraryReader,
  { id, duration }: { readonly id: number; readonly duration: number },
  probe: MediaProbe | null,
): FilmFacts {
  return {
    frameRate: probe?.video?.frameRate ?? 0,
    duration,
    cuts: reader.videos
      .shots(id)
      .filter(({ transition }) => transition === 'cut')
      .map(({ start }) => start),
    presence: presenceIn(reader, id),
  };
}

function presenceIn(reader: LibraryReader, videoId: number): Presence {
  const tracks = Map.groupBy(reader.presence.peopleIn(videoId), ({ person }) => person);
  return [...tracks].map(([name, seen]) => ({ name, intervals: mergePresence(seen, 0) }));
}
