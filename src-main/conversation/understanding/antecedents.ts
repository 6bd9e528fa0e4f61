import { namedIn } from '../../domain/names-in-text.ts';
import type { ConversationState } from '../state.ts';
import { namesByPronoun, type Pronouns } from './content.ts';

/** Whom and what pronouns mean after the turns before. @param person whom the person has named for "he" or "she" */
export function pronounsOf({ people, thing }: ConversationState, person: string | undefined): Pronouns {
  return { person: person ?? people[0] ?? null, people: people.slice(0, 2), thing };
}

/** The two whom a turn could mean by a single pronoun, so that the person has to say which; null where that is plain. */
export function rivalsFor(
  text: string,
  state: ConversationState,
  names: readonly string[],
): [string, string] | null {
  const isPlain = !namesByPronoun(text).one || namedIn(text, names).length > 0;
  return isPlain ? null : lastNamedTwo(state);
}

/** The two people of the last turn that named anybody; null where it named one or more than two. */
export function lastNamedTwo({ turns }: ConversationState): [string, string] | null {
  const last = turns.findLast(({ question, people }) => question === null && people.length > 0);
  return last && last.people.length === 2 ? [last.people[0]!, last.people[1]!] : null;
}
