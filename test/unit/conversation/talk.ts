import { conversationLibrary } from '../../../src-main/api/conversation-library.ts';
import { converse, saidAgain } from '../../../src-main/conversation/converse.ts';
import type { ChatEndpoint } from '../../../src-main/models/language-model/chat-endpoint.ts';
import { converseWithModel } from '../../../src-main/conversation/language-model/converse-with-model.ts';
import {
  afterTurn,
  emptyState,
  type ConversationState,
  type Turn,
} from '../../../src-main/conversation/state.ts';
import { NearestIntent } from '../../../src-main/conversation/understanding/nearest-intent.ts';
import { shippedParaphrases } from '../../../src-main/conversation/understanding/paraphrases.ts';
import type { Given } from '../../../src-main/conversation/understanding/understand.ts';
import { ConceptWords } from '../../../src-main/models/concept-bank/concept-words.ts';
import { MomentSearch } from '../../../src-main/search/moment-search.ts';
import type { WrittenLibrary } from '../../fixtures/written-library.ts';

const nearest = new NearestIntent(shippedParaphrases());

/** A conversation about a written library. */
export class Talk {
  state: ConversationState = emptyState;
  readonly #library: WrittenLibrary;
  readonly #search: MomentSearch;
  readonly #endpoint: ChatEndpoint | null;

  /** @param endpoint a language model that helps; none where it is left out */
  constructor(library: WrittenLibrary, endpoint: ChatEndpoint | null = null) {
    this.#library = library;
    this.#endpoint = endpoint;
    this.#search = new MomentSearch(library.reader, new ConceptWords());
  }

  async say(text: string, given: Given = {}): Promise<Turn> {
    const { reader } = this.#library;
    const view = conversationLibrary({ reader, search: this.#search });
    const turn = this.#endpoint
      ? await converseWithModel(this.#endpoint, text, this.state, view, nearest, given)
      : await converse(text, this.state, view, nearest, given);
    this.state = afterTurn(this.state, turn);
    return turn;
  }

  /** What turns come to that are said again where no others were said before. */
  again(turns: readonly Turn[]): Promise<Turn[]> {
    const { reader } = this.#library;
    const view = conversationLibrary({ reader, search: this.#search });
    return saidAgain(turns, emptyState, view, nearest);
  }
}

/** The answer as it is read. */
export function answerOf({ answer }: Turn): string {
  return answer.sentences.map(({ text }) => text).join(' ');
}

/** Where the moments of a turn lie. */
export function spansOf({ moments }: Turn): [videoId: number, start: number, end: number][] {
  return moments.map(({ videoId, start, end }) => [videoId, start, end]);
}
