import { readFile } from 'node:fs/promises';
import { ask, type AskAnswer } from '../ask/ask.ts';
import type { FilmView } from '../ask/film-view.ts';
import { askInWords } from '../ask/language-model/ask-in-words.ts';
import { lookAtPictures } from '../ask/picture-model/look-at-pictures.ts';
import { contentOf } from '../conversation/understanding/content.ts';
import type { Answer } from '../domain/cited-answer.ts';
import { UserFacingError } from '../domain/errors.ts';
import { requireVideoAt } from '../library/library-path.ts';
import { conversationLibrary } from './conversation-library.ts';
import type { OutputOf } from './contract.ts';
import type { SearchContext, HandlersOf, MethodsOf } from './core-context.ts';
import { languageModelOf } from './language-model-handlers.ts';
import { momentView } from './search-handlers.ts';

/** Questions stand alone: nobody was spoken of before. */
const nobody = { person: null, people: [], thing: null };

/** The library as a question sees it. */
export function askedLibrary(
  context: Pick<SearchContext, 'reader' | 'search'>,
): FilmView & { readonly names: readonly string[] } {
  const library = conversationLibrary(context);
  return {
    ...library,
    read: (text) => library.read(contentOf(text, 'find-moment', library.names, nobody)),
    frames: (videoId, words, signal) => context.search.frames(videoId, words, signal),
  };
}

/** The calls that answer questions. */
export function askHandlers(context: SearchContext): HandlersOf<MethodsOf<'ask'>> {
  const { reader, media } = context;
  const filmsAt = (paths: readonly string[] | undefined): number[] | null =>
    paths?.map((path) => requireVideoAt(reader, path).id) ?? null;
  return {
    'ask.question': async ({ question, paths }, signal) => {
      const films = filmsAt(paths);
      const view = askedLibrary(context);
      const endpoint = languageModelOf(reader, 'words');
      if (!endpoint) {
        return { ...answerView(context, await ask(question, films, view, signal)), ...inOwnWords };
      }
      const told = await askInWords(endpoint, question, films, view, view.names, signal);
      return {
        ...answerView(context, told),
        ...{ wordedByModel: told.isRephrased, notes: [...told.notes] },
      };
    },

    'ask.pictures': async ({ question, paths }, signal) => {
      const endpoint = languageModelOf(reader, 'pictures');
      if (!endpoint) throw noPictureModel();
      const view = askedLibrary(context);
      const { selection } = await ask(question, filmsAt(paths), view, signal);
      if (!selection) return { sentences: [], evidence: [], notes: [] };
      const pictureOf = async (time: number): Promise<Uint8Array | null> => {
        const path = await media.frame(selection.videoId, time, signal);
        return path === null ? null : readFile(path);
      };
      const { names } = view;
      const seen = await lookAtPictures(endpoint, { question, selection, view, pictureOf, names }, signal);
      return { ...cited(seen.answer), notes: [...seen.notes] };
    },
  };
}

const inOwnWords = { wordedByModel: false, notes: [] };

type Told = Omit<OutputOf<'ask.question'>, keyof typeof inOwnWords>;

function answerView({ reader }: SearchContext, { task, answer, moments, selection }: AskAnswer): Told {
  return {
    answer: answer.sentences.map(({ text }) => text).join(' '),
    task,
    ...cited(answer),
    moments: moments.map((moment) => momentView(reader, moment)),
    selection: selection && {
      videoId: selection.videoId,
      frames: selection.frames.map((frame) => ({ ...frame })),
      lines: selection.lines.map(({ start, end, text, relevance }) => ({ start, end, text, relevance })),
    },
  };
}

function cited({ sentences, evidence }: Answer): Omit<OutputOf<'ask.pictures'>, 'notes'> {
  return {
    sentences: sentences.map((one) => ({ text: one.text, evidence: [...one.evidence] })),
    evidence: evidence.map((one) => ({ ...one })),
  };
}

function noPictureModel(): UserFacingError {
  return new UserFacingError(
    'not-found',
    'No model that takes pictures is chosen.',
    'Choose one in Settings, or with kinora language-model use --for pictures.',
  );
}
