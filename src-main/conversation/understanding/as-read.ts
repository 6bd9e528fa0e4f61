import { namedIn } from '../../domain/names-in-text.ts';
import { languageOf } from '../../domain/spoken-language.ts';
import type { ConversationState } from '../state.ts';
import { lastNamedTwo, pronounsOf, rivalsFor } from './antecedents.ts';
import { namesByPronoun, soughtIn } from './content.ts';
import { inContext } from './in-context.ts';
import { pointedAt, pointsAtAll } from './references.ts';
import { contentOfReading, type TurnReading } from './turn-reading.ts';
import type { Doubt, Given, UnderstoodTurn } from './understand.ts';

/**
 * A turn as a language model has read it. Whom it names, whom its pronouns mean and which results it points at is not for the model to
 * say: the grammar tells that. Whom the turn describes in other words is asked back, unless they are just those who were spoken of last.
 */
export function asRead(
  reading: TurnReading,
  text: string,
  state: ConversationState,
  names: readonly string[],
  given: Given,
): UnderstoodTurn {
  const intent = given.intent ?? inContext(reading.intent, state, text);
  const described = describedBy(reading, text, names);
  const isExplained = given.intent !== undefined || given.person !== undefined;
  // Who was asked whom they mean has said so, or that it is nobody who is known.
  const chosen = given.person === undefined ? [] : [given.person];
  const meant = isExplained && described.length > 0 ? chosen : described;
  const sought = soughtIn(text, intent, names, pronounsOf(state, given.person));
  const people = [...new Set([...sought, ...meant])];
  return {
    ...{ text, language: languageOf(text), intent, people },
    content: contentOfReading({ ...reading, people }),
    pointed: pointedAt(text, state.moments.length),
    pointsAtAll: pointsAtAll(text),
    doubt: isExplained ? null : doubtOf(described, text, state, names),
    isSure: true,
  };
}

/** Whom the model knows a turn to mean that neither names them nor has a pronoun for anybody. */
function describedBy({ people }: TurnReading, text: string, names: readonly string[]): string[] {
  const { one, several } = namesByPronoun(text);
  if (one || several) return [];
  const named = namedIn(text, names);
  return [...new Set(people)].filter((name) => !named.includes(name));
}

function doubtOf(
  described: readonly string[],
  text: string,
  state: ConversationState,
  names: readonly string[],
): Doubt | null {
  const rivals = rivalsFor(text, state, names);
  if (rivals) return { of: 'person', between: rivals };
  const [first] = described;
  if (first === undefined) return null;
  const spoken = lastNamedTwo(state) ?? state.people.slice(0, 1);
  const isPlain = described.length === spoken.length && described.every((name) => spoken.includes(name));
  return isPlain ? null : { of: 'person', between: [first, spoken.find((name) => name !== first) ?? null] };
}
