import { ChatFailure, objectIn } from '../../../../src-main/models/language-model/chat-endpoint.ts';
import { isCovered, phrasedAnswer } from '../../../../src-main/models/language-model/phrase-answer.ts';
import {
  contentOfReading,
  turnReading,
} from '../../../../src-main/conversation/understanding/turn-reading.ts';
import type { Answer } from '../../../../src-main/domain/cited-answer.ts';
import { parseQuery } from '../../../../src-main/search/query.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { mangledJsonText } from '../mangle-json.ts';

const names = ['Ada', 'Bo', 'Ann Lee', 'a+b (c)'];
const reading = {
  ...{
    intent: 'find-moment',
    people: ['Ada', 'Bo'],
    lines: ['where is "my" mug'],
    words: 'a red car -x ^3 then',
  },
  ...{ light: 'night', shot: null, results: [1, 2], allResults: false },
};
const span = { videoId: 1, path: '/films/a.mkv', start: 61.5, end: 65 };
const answer: Answer = {
  sentences: [{ text: 'Ada says “Where is my mug?” at 1:01.', evidence: [0, 1] }],
  evidence: [
    { kind: 'face', text: 'Ada', ...span },
    { kind: 'line', text: 'Where is my mug?', ...span },
  ],
};
const phrasing = {
  sentences: [...answer.sentences, { text: 'Bo is there twice, at 1:01 and 1:05.', evidence: [0] }],
};
const pieces = ['"evidence":[', '1:01', '“', '</think>', '```json', '[0]', 'https://a', 'Ada'];
/** Bytes: as answers are bounded. */
const mostCharacters = 256 * 1024;

/** The reader of a language model's answers, which turns of conversations and sentences come out of. */
export const languageModel: FuzzTarget = {
  foreseen: [ChatFailure],
  make: (random) => {
    const isReading = random.chance(0.5);
    const content = mangledJsonText(random, isReading ? reading : phrasing, pieces, mostCharacters);
    const said = random.chance(0.3) ? `<think>{</think>\n\`\`\`json\n${content}\n\`\`\`` : content;
    const whole = { choices: [{ message: { role: 'assistant', content: said } }] };
    const body = random.chance(0.8)
      ? JSON.stringify(whole)
      : mangledJsonText(random, whole, pieces, mostCharacters);
    return {
      what: isReading ? 'reading' : 'phrasing',
      read: () => (isReading ? complaintOfReading(body) : complaintOfPhrasing(body)),
    };
  },
};

function complaintOfReading(body: string): null {
  parseQuery(contentOfReading(objectIn(body, turnReading)), names);
  return null;
}

function complaintOfPhrasing(body: string): string | null {
  const { sentences } = objectIn(body, phrasedAnswer);
  const kept = sentences.filter((sentence) => isCovered(sentence, answer, names));
  const wrong = kept.find(({ text, evidence }) => evidence.length === 0 || /https?:/.test(text));
  return wrong ? `a sentence that nothing covers: ${wrong.text.slice(0, 200)}` : null;
}
