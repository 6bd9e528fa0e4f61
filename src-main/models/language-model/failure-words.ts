import type { SpokenLanguage } from '../../domain/spoken-language.ts';
import type { ChatFailureReason } from './chat-endpoint.ts';

/** What an endpoint did that gave no answer of use, to go on with after its name. */
export const failureWords: Readonly<Record<SpokenLanguage, Readonly<Record<ChatFailureReason, string>>>> = {
  en: {
    unreachable: 'could not be reached',
    slow: 'did not answer in time',
    refused: 'answered with an error',
    'too-long': 'did not come to an end',
    unreadable: 'answered with something else than it was asked for',
  },
  zh: {
    unreachable: '无法连接',
    slow: '没有及时回答',
    refused: '返回了错误',
    'too-long': '回答没有结束',
    unreadable: '给出的不是所要求的内容',
  },
};
