import { clock } from '../../domain/clock.ts';
import type { Interval } from '../../domain/interval.ts';
import type { Evidence, Moment } from '../../domain/moment.ts';
import type { AnswerWriter, Cited } from '../../domain/cited-answer.ts';
import type { Phrases, Place } from '../answers/phrases.ts';
import type { LibraryView, Sighting, SpokenLine } from '../library-view.ts';
import type { ConversationPlan } from '../plan.ts';
import type { ConversationState } from '../state.ts';
import type { UnderstoodTurn } from '../understanding/understand.ts';

/** What carrying out a turn works with. */
export interface Work {
  readonly turn: UnderstoodTurn;
  /** Before the turn. */
  readonly state: ConversationState;
  readonly library: LibraryView;
  readonly phrases: Phrases;
  readonly answer: AnswerWriter;
  /** What is told besides the answer. */
  readonly notes: string[];
  readonly signal?: AbortSignal | undefined;
}

/** What a turn leaves. */
export interface Outcome {
  readonly plan: ConversationPlan;
  readonly moments: readonly Moment[];
  readonly chosen: number | null;
  readonly exports?: readonly string[];
}

/** The state as it was: for turns that only ask. */
export function unchanged({ state: { plan, moments, chosen } }: Work): Outcome {
  return { plan, moments, chosen };
}

/** A stretch of a film as it is named in answers. */
export function placeOf(work: Work, moment: Interval & { readonly videoId: number }): Place {
  const title = work.library.film(moment.videoId)?.title ?? '';
  return { title, from: clock(moment.start), to: clock(moment.end) };
}

/** What speaks for a moment; the film itself where nothing else does. */
export function citedOf(work: Work, moment: Moment): [Cited, ...Cited[]] {
  const [first, ...others] = moment.evidence.map((one) => cited(work, moment.videoId, one));
  return first ? [first, ...others] : [filmCited(work, moment.videoId, moment)];
}

export function cited(work: Work, videoId: number, evidence: Evidence): Cited {
  const { kind, start, end } = evidence;
  const path = work.library.film(videoId)?.path ?? '';
  return { kind, videoId, path, start, end, text: evidenceText(evidence) };
}

/** A film, or a stretch of it, as what a sentence stands on. */
export function filmCited(work: Work, videoId: number, span?: Interval): Cited {
  const film = work.library.film(videoId);
  const { start, end } = span ?? { start: 0, end: film?.duration ?? 0 };
  return { kind: 'film', videoId, path: film?.path ?? '', start, end, text: film?.title ?? '' };
}

/** Somebody on screen as what a sentence stands on. */
export function sightCited(work: Work, videoId: number, { person, start, end }: Sighting): Cited {
  return { ...filmCited(work, videoId), kind: 'face', start, end, text: person };
}

/** A line as what a sentence stands on. */
export function lineCited(work: Work, videoId: number, { text, start, end }: SpokenLine): Cited {
  return { ...filmCited(work, videoId), kind: 'line', start, end, text };
}

/** A search as what a sentence stands on that tells of its result. */
export function searchCited(work: Work, query: string, film: number | null): Cited {
  const known = film === null ? null : work.library.film(film);
  return {
    ...{ kind: 'search', videoId: film, path: known?.path ?? '' },
    ...{ start: 0, end: known?.duration ?? 0, text: query },
  };
}

function evidenceText(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'face':
      return evidence.person;
    case 'concept':
      return evidence.concept;
    case 'line':
      return evidence.text;
    case 'picture':
      return evidence.words.map(({ word }) => word).join(', ');
  }
}
