import { appearanceGap, mergePresence } from '../domain/presence.ts';
import { durationOf, type Interval } from '../domain/interval.ts';
import type { LineSpeaker } from '../domain/subtitle-line.ts';
import type { Shot } from '../domain/shot.ts';
import type { MediaProbe } from '../media/probe.ts';
import type { SpriteLayout } from '../media/sprite-sheet.ts';
import { foldName } from '../domain/person-name.ts';
import type { Problem } from '../domain/errors.ts';
import type { CueSource, LineRow } from '../store/cue-table.ts';
import type { FilmFacts } from '../store/film-facts-table.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { presenceIdOf } from '../store/presence-queries.ts';
import type { FilmPlace } from '../store/summary-table.ts';
import type { Absence, VideoRow, VideoState } from '../store/video-table.ts';
import { apiPath } from './library-path.ts';
import { playbackOf, type Playback } from './playback.ts';

/** A film as lists show it. */
export interface VideoOverview {
  id: number;
  path: string;
  title: string;
  duration: number;
  width: number;
  height: number;
  state: VideoState;
  problem: VideoRow['problem'];
  addedAt: string;
  hasPoster: boolean;
  hasAudio: boolean;
  people: string[];
  seen: boolean;
}

/** A film with everything that its page shows. */
export interface VideoPage extends VideoOverview {
  shots: Shot[];
  cues: (Omit<LineRow, 'videoId' | 'speakers'> & { speakers: LineSpeaker[] })[];
  speech: Interval[];
  appearances: PersonAppearances[];
  /** When pets, objects and places are seen. */
  things: ConceptAppearances[];
  /** Where the cues come from. */
  cueSources: CueSource[];
  sprite: SpriteLayout | null;
  /** Null before the film has been looked at to the end. */
  summary: FilmSummary | null;
  playback: Playback;
  /** What the files beside the film say of it; null when they say nothing. */
  facts: { originalTitle: string | null; year: number | null; plot: string | null } | null;
  cast: CastView[];
}

export interface CastView {
  name: string;
  role: string | null;
  hasPicture: boolean;
  /** Whether somebody of that name is enrolled. */
  enrolled: boolean;
}

/** Who is in a film for how long, and where it plays, the most first. */
export interface FilmSummary {
  people: { name: string; seconds: number }[];
  places: FilmPlace[];
}

export interface PersonAppearances {
  personId: number;
  name: string;
  colour: number;
  intervals: { start: number; end: number; confidence: number }[];
}

export interface ConceptAppearances {
  conceptId: number;
  name: string;
  intervals: PersonAppearances['intervals'];
}

/** What the probe said of a film; null before its first probe. */
export function probeOf(video: VideoRow): MediaProbe | null {
  return video.probe === null ? null : (JSON.parse(video.probe) as MediaProbe);
}

/** What other tables say of a film. */
export interface FilmNotes {
  readonly people: readonly string[];
  /** Whether a picture beside the film stands for it. */
  readonly hasCover: boolean;
  readonly isSeen: boolean;
}

export function videoOverview(video: VideoRow, { people, hasCover, isSeen }: FilmNotes): VideoOverview {
  return {
    id: video.id,
    path: apiPath(video.path),
    title: video.title,
    duration: video.duration,
    width: video.width,
    height: video.height,
    state: video.absence === null ? video.state : 'offline',
    problem: video.absence === null ? video.problem : absenceProblem(video.absence),
    addedAt: video.addedAt,
    hasPoster: hasCover || video.posterTime !== null,
    hasAudio: (probeOf(video)?.audio.length ?? 0) > 0,
    people: [...people],
    seen: isSeen,
  };
}

function absenceProblem(absence: Absence): Problem {
  return absence === 'file'
    ? {
        code: 'not-found',
        sentence: 'The file is no longer there.',
        remedy: 'Put it back or index the folder it was moved to; or remove the film from the library.',
      }
    : {
        code: 'not-found',
        sentence: 'The folder or drive that the film lies on is not there.',
        remedy: 'Plug in the drive or connect its share; what is known of the film is kept.',
      };
}

export function videoPage(reader: LibraryReader, video: VideoRow): VideoPage {
  const appearances = appearancesIn(reader, video.id);
  const facts = reader.facts.byVideo(video.id);
  return {
    ...videoOverview(video, {
      people: appearances.map(({ name }) => name),
      hasCover: facts?.hasCover ?? false,
      isSeen: reader.watched.isSeen(video.id),
    }),
    shots: reader.videos.shots(video.id),
    cues: reader.cues
      .byVideo(video.id)
      .map(({ id, start, end, text, kind, speakers, source }) => ({
        id, start, end, text, kind, source, speakers: [...speakers],
      })), // prettier-ignore
    cueSources: reader.cues.sources(video.id),
    speech: reader.videos.speech(video.id),
    appearances,
    things: thingsIn(reader, video.id),
    sprite: video.sprite === null ? null : (JSON.parse(video.sprite) as SpriteLayout),
    summary: summaryOf(reader, video.id),
    playback: playbackOf(probeOf(video)),
    facts: facts && knownFacts(facts),
    cast: castIn(reader, video.id),
  };
}

function knownFacts({ originalTitle, year, plot }: FilmFacts): VideoPage['facts'] {
  return originalTitle === null && year === null && plot === null ? null : { originalTitle, year, plot };
}

/** Who plays in a film, as it is billed. */
function castIn(reader: LibraryReader, videoId: number): CastView[] {
  const enrolled = new Set(reader.people.all().map(({ name }) => foldName(name)));
  return reader.facts.cast(videoId).map(({ name, role, picturePath }) => ({
    name,
    role,
    hasPicture: picturePath !== null,
    enrolled: enrolled.has(foldName(name)),
  }));
}

function summaryOf(reader: LibraryReader, videoId: number): FilmSummary | null {
  if (reader.passes.inputOf(videoId, 'summary') === null) return null;
  const people = [...Map.groupBy(reader.presence.peopleIn(videoId), ({ person }) => person)]
    .map(([name, tracks]) => ({ name, seconds: sumOf(mergePresence(tracks, 0).map(durationOf)) }))
    .toSorted((a, b) => b.seconds - a.seconds);
  return { people, places: reader.summaries.places(videoId) };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Which concepts are seen when, by name. */
function thingsIn(reader: LibraryReader, videoId: number): ConceptAppearances[] {
  const concepts = reader.concepts.all();
  const seen = reader.presence.tracksOf(concepts.map(presenceIdOf), videoId);
  const byConcept = Map.groupBy(seen, ({ personId }) => personId);
  return concepts.flatMap((concept) => {
    const own = byConcept.get(presenceIdOf(concept));
    const { id, name } = concept;
    return own ? [{ conceptId: id, name, intervals: mergePresence(own, appearanceGap) }] : [];
  });
}

/** Who is on screen when, by name. */
export function appearancesIn(reader: LibraryReader, videoId: number): PersonAppearances[] {
  const tracks = Map.groupBy(reader.presence.peopleIn(videoId), ({ personId }) => personId);
  return reader.people.all().flatMap(({ id, name, colour }) => {
    const own = tracks.get(id);
    return own ? [{ personId: id, name, colour, intervals: mergePresence(own, appearanceGap) }] : [];
  });
}
