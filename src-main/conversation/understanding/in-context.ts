import type { Intent } from '../intent.ts';
import { filmOf, focusOf, type ConversationState } from '../state.ts';

const asksFilm = /\b(?:which|what) (?:film|movie|video)\b|哪一?部/iu;

/**
 * What an intent comes to where the state lacks what it works on.
 * @param text the turn, of which a question may have nothing to ask about but what it says itself
 */
export function inContext(intent: Intent, state: ConversationState, text: string): Intent {
  const hasResults = state.moments.length > 0;
  switch (intent) {
    case 'film-to-moment':
      return filmOf(state) === null ? 'find-moment' : intent;
    case 'refine':
    case 'exclude':
      return hasResults || state.plan.parts.length > 0 ? intent : 'find-moment';
    case 'analogous':
      return focusOf(state) === null ? 'find-moment' : intent;
    case 'ask':
      return focusOf(state) === null && asksFilm.test(text) ? 'find-film' : intent;
    case 'moment-to-film':
      return filmOf(state) === null ? 'find-film' : intent;
    default:
      return intent;
  }
}
