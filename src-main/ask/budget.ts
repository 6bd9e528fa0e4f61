import type { Interval } from '../domain/interval.ts';
import type { QueryPart } from '../domain/query.ts';
import { wordsOf } from '../domain/words.ts';
import type { FilmView } from './film-view.ts';
import { selectEvidence, type Candidate } from './select-evidence.ts';

/** What an answer is sought in, whatever the film's length. */
export const budget = { frames: 64, lines: 40 };

export interface ChosenFrame {
  /** Seconds. */
  readonly time: number;
  /** 0..1. */
  readonly relevance: number;
}

export interface ChosenLine extends Interval {
  readonly text: string;
  /** 0..1. */
  readonly relevance: number;
}

/** The frames and lines of one film that have most to do with a question. */
export interface FilmSelection {
  readonly frames: readonly ChosenFrame[];
  readonly lines: readonly ChosenLine[];
}

/** Chooses the frames and lines of a film that a question is answered from; as many of each as {@link budget} allows. */
export async function selectFromFilm(
  view: FilmView,
  videoId: number,
  parts: readonly QueryPart[],
  signal?: AbortSignal,
): Promise<FilmSelection> {
  const duration = view.film(videoId)?.duration ?? 0;
  const whole = { start: 0, end: Number.MAX_SAFE_INTEGER };
  const frames = await frameCandidates(view, videoId, parts, signal);
  const words = new Set(wordsOf(spokenText(parts)).map((word) => word.toLowerCase()));
  const lines = view.lines(videoId, whole).map((line) => {
    const own = new Set(wordsOf(line.text).map((word) => word.toLowerCase()));
    const shared = [...words].filter((word) => own.has(word)).length;
    return { ...line, relevance: words.size > 0 ? shared / words.size : 0 };
  });
  const timed = lines.map(({ start, relevance }) => ({ time: start, relevance }));
  return {
    frames: selectEvidence(frames, budget.frames, duration).map((place) => {
      const { time, relevance } = frames[place]!;
      return { time, relevance };
    }),
    lines: selectEvidence(timed, budget.lines, duration).map((place) => lines[place]!),
  };
}

/** All frames of a film with how much each has to do with what is sought: who is there, and what is seen. */
export async function frameCandidates(
  view: FilmView,
  videoId: number,
  parts: readonly QueryPart[],
  signal?: AbortSignal,
): Promise<Candidate[]> {
  const words = parts
    .filter((part) => part.kind === 'words')
    .map(({ text }) => text)
    .join(' ');
  const people = parts.flatMap((part) => (part.kind === 'person' || part.kind === 'said' ? [part.name] : []));
  const whole = { start: 0, end: Number.MAX_SAFE_INTEGER };
  const sightings = people.length > 0 ? view.sightings(videoId, whole) : [];
  const frames = await view.frames(videoId, words, signal);
  const isSeen = frames.some(({ sight }) => sight > 0);
  return frames.map(({ time, sight, vector }) => {
    const there = people.filter((name) =>
      sightings.some(({ person, start, end }) => person === name && start <= time && time < end),
    );
    const present = people.length > 0 ? there.length / people.length : 1;
    const seen = words !== '' && isSeen ? sight : people.length > 0 ? 1 : 0;
    return { time, relevance: present * seen, vector };
  });
}

function spokenText(parts: readonly QueryPart[]): string {
  return parts
    .flatMap((part) =>
      part.kind === 'words' || part.kind === 'phrase' || part.kind === 'said' ? [part.text] : [],
    )
    .join(' ');
}
