import { phrasesOf } from '../answers/phrases-of.ts';
import { converse, needsHelp } from '../converse.ts';
import type { LibraryView } from '../library-view.ts';
import type { ConversationState, Turn } from '../state.ts';
import type { NearestIntent } from '../understanding/nearest-intent.ts';
import type { TurnReading } from '../understanding/turn-reading.ts';
import type { Given } from '../understanding/understand.ts';
import {
  ChatFailure,
  type ChatEndpoint,
  type ChatLimits,
} from '../../models/language-model/chat-endpoint.ts';
import { phraseAnswer } from '../../models/language-model/phrase-answer.ts';
import { orderingLibrary } from './ordering-library.ts';
import { readTurn } from './read-turn.ts';

// Note: what a language model may do
// It is asked about turns alone of which the grammar is not sure what they want; of all others it hears nothing. Before such a turn it
// reads the turn and chooses among the intents, names and filters that there are; it is told no line, title or file's name there. What is
// found it puts in order, by nothing but ids. Afterwards it says the answer in other words. It is told lines, titles and names for both;
// its sentences are kept where what they cite covers their names, numbers and quotations: a wrong verb is not found out. It calls nothing,
// no words of its own are ever read as a query or as an order, and whom a turn means is for the grammar and the person to say.

/**
 * As {@link converse}, with the help of a language model where a turn is not surely understood without. Where that gives nothing of use,
 * the turn is what it is without one, with a note that says so.
 */
export async function converseWithModel(
  endpoint: ChatEndpoint,
  text: string,
  state: ConversationState,
  library: LibraryView,
  nearest: NearestIntent,
  given: Given = {},
  signal?: AbortSignal,
  limits?: ChatLimits,
): Promise<Turn> {
  if (!needsHelp(text, state, library, nearest, given)) {
    return converse(text, state, library, nearest, given, signal);
  }
  let reading: TurnReading;
  try {
    reading = await readTurn(endpoint, text, state, library.names, signal, limits);
  } catch (error) {
    if (!(error instanceof ChatFailure)) throw error;
    // An endpoint that has just failed is not asked for words either.
    const turn = await converse(text, state, library, nearest, given, signal);
    const note = phrasesOf[turn.language].modelFailed(error.reason, endpoint.address);
    return { ...turn, notes: [note, ...turn.notes] };
  }
  const ordering = orderingLibrary(endpoint, text, library, limits);
  const found = await converse(text, state, ordering.library, nearest, { ...given, reading }, signal);
  const order = ordering.order();
  const turn = order ? { ...found, order } : found;
  if (turn.answer.sentences.length === 0 || ordering.hasFailed()) return turn;
  try {
    const { language, answer } = turn;
    const phrased = await phraseAnswer(endpoint, text, language, answer, library.names, signal, limits);
    return phrased === answer ? turn : { ...turn, answer: phrased, isRephrased: true };
  } catch (error) {
    if (error instanceof ChatFailure) return turn;
    throw error;
  }
}
