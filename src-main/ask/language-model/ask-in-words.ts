import type { Answer } from '../../domain/cited-answer.ts';
import { namedIn } from '../../domain/names-in-text.ts';
import {
  ChatFailure,
  type ChatEndpoint,
  type ChatLimits,
} from '../../models/language-model/chat-endpoint.ts';
import { phraseAnswer } from '../../models/language-model/phrase-answer.ts';
import { numbersIn } from '../../models/language-model/sentence-check.ts';
import { askPhrases } from '../answers.ts';
import { ask, type AskAnswer } from '../ask.ts';
import type { FilmView } from '../film-view.ts';
import { readQuestion, type AskTask } from '../question.ts';

export interface WordedAnswer extends AskAnswer {
  /** Whether a language model found the words. */
  readonly isRephrased: boolean;
  /** Why it did not; told besides the answer. */
  readonly notes: readonly string[];
}

/**
 * As {@link ask}, with the answer in the words of a language model. What is found, counted and cited is Kinora's; of the words those stay
 * that their evidence covers, and all of them go where they leave out what the answer comes to ({@link comesToTheSame}).
 * That a film does not show something is never reworded: there is nothing to cite but the search.
 * @param names the people and concepts of the library
 */
export async function askInWords(
  endpoint: ChatEndpoint,
  question: string,
  films: readonly number[] | null,
  view: FilmView,
  names: readonly string[],
  signal?: AbortSignal,
  limits?: ChatLimits,
): Promise<WordedAnswer> {
  const told = await ask(question, films, view, signal);
  const { answer, task } = told;
  const own = { ...told, isRephrased: false, notes: [] };
  if (answer.evidence.every(({ kind }) => kind === 'search')) return own;
  const { language } = readQuestion(question);
  try {
    const phrased = await phraseAnswer(endpoint, question, language, answer, names, signal, limits);
    if (phrased === answer || !comesToTheSame(task, answer, phrased, names)) return own;
    return { ...own, answer: phrased, isRephrased: true };
  } catch (error) {
    if (!(error instanceof ChatFailure)) throw error;
    return { ...own, notes: [askPhrases[language].wordsFailed(error.reason, endpoint.address)] };
  }
}

/** Whether other words keep what an answer comes to: its yes or no, its count, and everybody whom it names. */
export function comesToTheSame(
  task: AskTask,
  draft: Answer,
  phrased: Answer,
  names: readonly string[],
): boolean {
  const [first, words] = [textOf(draft.sentences.slice(0, 1)), textOf(phrased.sentences)];
  const verdict = verdictOf(first);
  if (verdict !== null && verdictOf(words) !== verdict) return false;
  const [count] = numbersIn(first);
  if (task === 'count' && count !== undefined && !numbersIn(words).includes(count)) return false;
  const named = new Set(namedIn(words, names));
  return namedIn(textOf(draft.sentences), names).every((name) => named.has(name));
}

/** Whether an answer begins with yes or with no; null where it begins with neither. */
function verdictOf(text: string): 'yes' | 'no' | null {
  if (/^(?:no\b|不|没有|否)/iu.test(text)) return 'no';
  return /^(?:yes\b|是|有|对)/iu.test(text) ? 'yes' : null;
}

function textOf(sentences: Answer['sentences']): string {
  return sentences.map(({ text }) => text).join('\n');
}
