import { clock } from '../../domain/clock.ts';
import type { Interval } from '../../domain/interval.ts';
import type { Moment } from '../../domain/moment.ts';
import type { AnswerWriter } from '../../domain/cited-answer.ts';
import type { Phrases, Place } from '../answers/phrases.ts';
import type { LibraryView } from '../library-view.ts';
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
