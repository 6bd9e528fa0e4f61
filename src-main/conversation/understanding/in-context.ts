import type { Intent } from '../intent.ts';
import { filmOf, focusOf, type ConversationState } from '../state.ts';

/** What an intent comes to where the state lacks what it works on. */
export function inContext(intent: Intent, state: ConversationState): Intent {
  const hasResults = state.moments.length > 0;
  switch (intent) {
    case 'film-to-moment':
      return filmOf(state) === null ? 'find-moment' : intent;
    case 'refine':
    case 'exclude':
      return hasResults || state.plan.parts.length > 0 ? intent : 'find-moment';
    case 'analogous':
      return focusOf(state) === null ? 'find-moment' : intent;
    case 'moment-to-film':
      return filmOf(state) === null ? 'find-film' : intent;
    default:
      return intent;
  }
}
