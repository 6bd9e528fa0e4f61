import type { Answer } from '../../domain/cited-answer.ts';
import {
  ChatFailure,
  type ChatEndpoint,
  type ChatLimits,
} from '../../models/language-model/chat-endpoint.ts';
import { askPhrases } from '../answers.ts';
import { readQuestion } from '../question.ts';
import { answerFromPictures, type PictureQuestion } from './answer-from-pictures.ts';

export interface PictureAnswer {
  /** Without sentences where the model gave nothing of use. */
  readonly answer: Answer;
  /** Why there are none. */
  readonly notes: readonly string[];
}

/** As {@link answerFromPictures}; where a model gives nothing of use a note says why. */
export async function lookAtPictures(
  endpoint: ChatEndpoint,
  asked: PictureQuestion,
  signal?: AbortSignal,
  limits?: ChatLimits,
): Promise<PictureAnswer> {
  const phrases = askPhrases[readQuestion(asked.question).language];
  const { address } = endpoint;
  try {
    const answer = await answerFromPictures(endpoint, asked, signal, limits);
    return { answer, notes: answer.sentences.length > 0 ? [] : [phrases.nothingSeen(address)] };
  } catch (error) {
    if (!(error instanceof ChatFailure)) throw error;
    const nothing = { sentences: [], evidence: [] };
    return { answer: nothing, notes: [phrases.picturesFailed(error.reason, address)] };
  }
}
