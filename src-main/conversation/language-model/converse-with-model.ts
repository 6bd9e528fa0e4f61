import { phrasesOf } from '../answers/phrases-of.ts';
import { converse } from '../converse.ts';
import type { LibraryView } from '../library-view.ts';
import type { ConversationState, Turn } from '../state.ts';
import type { NearestIntent } from '../understanding/nearest-intent.ts';
import type { Given } from '../understanding/understand.ts';
import { ChatFailure, type ChatEndpoint, type ChatLimits } from './chat-endpoint.ts';
import { phraseAnswer } from './phrase-answer.ts';
import { readTurn } from './read-turn.ts';

// Note: what a language model may do
// It is asked twice. Before a turn it reads the turn and chooses among the intents, names and filters that there are; it is
// told no line, title or file's name there. Afterwards it says the answer in other words; it is told lines, titles and names
// there, and gives sentences that are kept where what they cite covers their names, numbers and quotations: a wrong verb is
// not found out. It calls nothing, and no words of its own are ever read as a query or as an order.

/**
 * As {@link converse}, with the help of a language model. Where that gives nothing of use, the turn is what it is without one, with a
 * note that says so. A turn that the person has explained is not read by it.
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
  let known = given;
  if (given.intent === undefined && given.person === undefined) {
    try {
      const reading = await readTurn(endpoint, text, state, library.names, signal, limits);
      known = { ...given, reading };
    } catch (error) {
      if (!(error instanceof ChatFailure)) throw error;
      // An endpoint that has just failed is not asked for words either.
      const turn = await converse(text, state, library, nearest, given, signal);
      const note = phrasesOf[turn.language].modelFailed(error.reason, endpoint.address);
      return { ...turn, notes: [note, ...turn.notes] };
    }
  }
  const turn = await converse(text, state, library, nearest, known, signal);
  if (turn.answer.sentences.length === 0) return turn;
  try {
    const { language, answer } = turn;
    const phrased = await phraseAnswer(endpoint, text, language, answer, library.names, signal, limits);
    return phrased === answer ? turn : { ...turn, answer: phrased, isRephrased: true };
  } catch (error) {
    if (error instanceof ChatFailure) return turn;
    throw error;
  }
}
