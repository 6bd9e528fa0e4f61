import { z } from 'zod';
import { none } from './parts.ts';

/** The language model that helps with conversations, and where what is sent to it goes. */
export const languageModelView = z.object({
  /** Null while there is none: nothing is sent anywhere then. */
  choice: z
    .object({
      /** Where turns go: `<address>/chat/completions`. */
      address: z.string(),
      model: z.string(),
      /** Whether that is this machine. */
      isLocal: z.boolean(),
    })
    .nullable(),
});
export type LanguageModelView = z.output<typeof languageModelView>;

export const languageModelMethods = {
  'languageModel.settings': {
    about:
      'Which language model helps with conversations, and where it answers; none unless somebody chose one.',
    input: none,
    output: languageModelView,
  },
  'languageModel.use': {
    about:
      'Chooses a language model for conversations. An address on another machine is refused unless the person has agreed that turns, ' +
      'names, titles and lines go there. Nothing is sent by choosing.',
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
      /** What the person agreed to, for this address. */
      mayLeaveMachine: z.boolean().default(false),
    }),
    output: languageModelView,
  },
  'languageModel.stop': {
    about: 'Lets conversations go on without a language model.',
    input: none,
    output: languageModelView,
  },
};
