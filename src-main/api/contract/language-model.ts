import { z } from 'zod';
import { modelPurposes } from '../../indexing/language-model-choice.ts';
import { none } from './parts.ts';

export { modelPurposes, type ModelPurpose } from '../../indexing/language-model-choice.ts';

const chosenModel = z
  .object({
    /** What is sent goes to `<address>/chat/completions`. */
    address: z.string(),
    model: z.string(),
    /** Whether that is this machine. */
    isLocal: z.boolean(),
  })
  .nullable();

/** The language models that were chosen, and where what is sent to them goes. Null while there is none: nothing is sent then. */
export const languageModelView = z.object({
  /** Helps with words: of conversations, and of answers about films. */
  choice: chosenModel,
  /** Looks at pictures of films for answers. */
  pictures: chosenModel,
});

const purpose = z.enum(modelPurposes).default('words');
export type LanguageModelView = z.output<typeof languageModelView>;

export const languageModelMethods = {
  'languageModel.settings': {
    about:
      'Which language models help with words and look at pictures, and where they answer; none unless somebody chose one.',
    input: none,
    output: languageModelView,
  },
  'languageModel.use': {
    about:
      'Chooses a language model for words, or one that takes pictures. An address on another machine is refused unless the person has ' +
      'agreed that turns, questions, names, titles and lines go there, or pictures of films. Nothing is sent by choosing.',
    input: z.object({
      address: z
        .string()
        .trim()
        .min(1, 'Give the address of a language model.')
        .max(500, 'The address of a language model can be 500 characters long at most.'),
      model: z
        .string()
        .trim()
        .min(1, 'Give the name of the model.')
        .max(200, 'The name of a model can be 200 characters long at most.'),
      purpose,
      /** What the person agreed to, for this address and purpose. */
      mayLeaveMachine: z.boolean().default(false),
    }),
    output: languageModelView,
  },
  'languageModel.stop': {
    about: 'Goes on without a language model for words, or without one for pictures.',
    input: z.object({ purpose }),
    output: languageModelView,
  },
};
