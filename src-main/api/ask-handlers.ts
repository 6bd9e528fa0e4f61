import { ask } from '../ask/ask.ts';
import type { FilmView } from '../ask/film-view.ts';
import { contentOf } from '../conversation/understanding/content.ts';
import { requireVideoAt } from '../library/library-path.ts';
import { conversationLibrary } from './conversation-library.ts';
import type { CoreContext, HandlersOf, MethodsOf } from './core-context.ts';
import { momentView } from './search-handlers.ts';

/** Questions stand alone: nobody was spoken of before. */
const nobody = { person: null, people: [], thing: null };

/** The library as a question sees it. */
export function askedLibrary(context: Pick<CoreContext, 'reader' | 'search'>): FilmView {
  const library = conversationLibrary(context);
  return {
    ...library,
    read: (text) => library.read(contentOf(text, 'find-moment', library.names, nobody)),
    frames: (videoId, words, signal) => context.search.frames(videoId, words, signal),
  };
}

/** The calls that answer questions. */
export function askHandlers(context: CoreContext): HandlersOf<MethodsOf<'ask'>> {
  return {
    'ask.question': async ({ question, paths }, signal) => {
      const films = paths?.map((path) => requireVideoAt(context.reader, path).id) ?? null;
      const view = askedLibrary(context);
      const { task, answer, moments, selection } = await ask(question, films, view, signal);
      return {
        answer: answer.sentences.map(({ text }) => text).join(' '),
        task,
        sentences: answer.sentences.map(({ text, evidence }) => ({ text, evidence: [...evidence] })),
        evidence: answer.evidence.map((one) => ({ ...one })),
        moments: moments.map((moment) => momentView(context.reader, moment)),
        selection: selection && {
          videoId: selection.videoId,
          frames: selection.frames.map((frame) => ({ ...frame })),
          lines: selection.lines.map(({ start, end, text, relevance }) => ({ start, end, text, relevance })),
        },
      };
    },
  };
}
