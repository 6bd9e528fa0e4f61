import { UserFacingError } from '../domain/errors.ts';
import { foldName } from '../domain/person-name.ts';
import { voicesAcrossFilms } from '../indexing/voices/voice-settings.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { SpeakerEvidence, VoiceRow } from '../store/speaker-table.ts';
import type { HeardFilm } from '../store/voice-lines.ts';

const mostFilms = 100;

/** A voice of the library. */
export interface VoiceView {
  readonly id: number;
  /** Of "Speaker 3". */
  readonly number: number;
  /** Whose it is; null for nobody's yet. */
  readonly person: string | null;
  readonly films: number;
  readonly lines: number;
  /** What it says over the whole library. */
  readonly seconds: number;
}

/** Who speaks an utterance: a person, or an unnamed voice by its number. */
export interface SpeakerView {
  readonly person: string | null;
  readonly voice: number | null;
  /** Of "Speaker 3"; null for a person. */
  readonly number: number | null;
  readonly confidence: number;
  readonly evidence: SpeakerEvidence;
}

export interface UtteranceView {
  readonly start: number;
  readonly end: number;
  readonly cueId: number | null;
  readonly text: string | null;
  readonly speakers: SpeakerView[];
}

/** Whether voices are recognised across films. */
export function areVoicesAcross(reader: LibraryReader): boolean {
  return reader.settings.get(voicesAcrossFilms);
}

/** Every voice that is heard, whose names are known first. */
export function listVoices(reader: LibraryReader): VoiceView[] {
  const heard = new Map(
    reader.speakers.heard().map((row) => [ownerKey(row.personId, row.voiceId), row] as const),
  );
  const names = new Map(reader.people.all().map(({ id, name }) => [id, name]));
  const byOwner = Map.groupBy(reader.speakers.voices(), ({ id, personId }) => ownerKey(personId, id));
  return [...byOwner]
    .map(([key, [voice]]) => {
      const { id, number, personId } = voice!;
      const { films, lines, seconds } = heard.get(key) ?? { films: 0, lines: 0, seconds: 0 };
      const person = personId === null ? null : (names.get(personId) ?? null);
      return { id, number, person, films, lines, seconds };
    })
    .toSorted((a, b) => Number(a.person === null) - Number(b.person === null) || a.number - b.number);
}

/** Whose lines are counted together: a person's, however many voices they have, or those of a voice without a name. */
function ownerKey(personId: number | null, voiceId: number | null): string {
  return personId === null ? `voice ${voiceId}` : `person ${personId}`;
}

/** The films in which a voice is heard, those in which most first. */
export function heardFilms(reader: LibraryReader, { id, personId }: VoiceRow): HeardFilm[] {
  return reader.voiceLines.films({ personId, voiceId: personId === null ? id : null }, mostFilms);
}

/**
 * The films in which a voice, or somebody, is heard: none of a person whose voice is not known, or not any more.
 * @throws UserFacingError `not-found` when nobody and no voice is called so
 */
export function filmsWhereHeard(reader: LibraryReader, name: string): HeardFilm[] {
  const { isPerson, voices } = called(reader, name);
  const [voice] = voices;
  if (voice) return heardFilms(reader, voice);
  if (isPerson) return [];
  throw noSuchVoice(name);
}

/** Who says what in a film. */
export function filmUtterances(reader: LibraryReader, videoId: number): UtteranceView[] {
  return reader.speakers.utterances(videoId).map(({ start, end, cueId, text, speakers }) => ({
    ...{ start, end, cueId, text },
    speakers: speakers.map(({ name, voiceId, number, confidence, evidence }) => ({
      ...{ person: name, voice: voiceId, number, confidence, evidence },
    })),
  }));
}

/**
 * The voices that a name, or "Speaker 3", stands for.
 * @throws UserFacingError `not-found` when there is none
 */
export function voicesCalled(reader: LibraryReader, name: string): VoiceRow[] {
  const { voices } = called(reader, name);
  if (voices.length > 0) return voices;
  throw noSuchVoice(name);
}

function called(reader: LibraryReader, name: string): { isPerson: boolean; voices: VoiceRow[] } {
  const number = /^(?:speaker\s+)?(\d+)$/iu.exec(name.trim())?.[1];
  const person = reader.people.all().find((each) => foldName(each.name) === foldName(name));
  const voices = reader.speakers
    .voices()
    .filter((voice) =>
      voice.personId === null ? voice.number === Number(number) : voice.personId === person?.id,
    );
  return { isPerson: person !== undefined, voices };
}

function noSuchVoice(name: string): UserFacingError {
  return new UserFacingError(
    'not-found',
    `There is no voice called “${name}”.`,
    'See “kinora voices list” for those that are heard.',
  );
}
