import type { ChatEndpoint } from '../models/language-model/chat-endpoint.ts';
import { readEndpointAddress } from '../domain/endpoint-address.ts';
import { UserFacingError } from '../domain/errors.ts';
import { readLanguageModel, type ModelPurpose } from '../indexing/language-model-choice.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { LanguageModelView } from './contract.ts';
import type { CoreContext, HandlersOf, MethodsOf } from './core-context.ts';

/** Where a key comes from: no library holds one, and no model is sent the other's. */
const keyVariables: Readonly<Record<ModelPurpose, string>> = {
  words: 'KINORA_LANGUAGE_MODEL_KEY',
  pictures: 'KINORA_PICTURE_MODEL_KEY',
};

/** The model that a library's words, or pictures, are sent to; null for none. */
export function languageModelOf(reader: LibraryReader, purpose: ModelPurpose): ChatEndpoint | null {
  const choice = readLanguageModel(reader.settings, purpose);
  if (!choice) return null;
  return { address: choice.address, model: choice.model, key: process.env[keyVariables[purpose]] || null };
}

/** The calls that choose language models. */
export function languageModelHandlers({
  reader,
  worker,
}: CoreContext): HandlersOf<MethodsOf<'languageModel'>> {
  const chosenFor = (purpose: ModelPurpose): LanguageModelView['choice'] => {
    const choice = readLanguageModel(reader.settings, purpose);
    if (!choice) return null;
    const { address, model } = choice;
    return { address, model, isLocal: readEndpointAddress(address).isLocal };
  };
  const view = (): LanguageModelView => ({ choice: chosenFor('words'), pictures: chosenFor('pictures') });
  return {
    'languageModel.settings': view,

    'languageModel.use': async ({ address: written, model, purpose, mayLeaveMachine }) => {
      const { address, isLocal } = readEndpointAddress(written);
      if (!isLocal && !mayLeaveMachine) throw leavesMachine(address, purpose);
      await worker.chooseLanguageModel(purpose, { address, model, mayLeaveMachine: !isLocal });
      return view();
    },

    'languageModel.stop': async ({ purpose }) => {
      await worker.chooseLanguageModel(purpose, null);
      return view();
    },
  };
}

const sent: Readonly<Record<ModelPurpose, string>> = {
  words:
    'what you say in conversations and is not understood surely, questions about films, names of people, titles and lines of films',
  pictures: 'questions about films, and with each up to 64 pictures and 40 lines of your film,',
};

function leavesMachine(address: string, purpose: ModelPurpose): UserFacingError {
  const isOpen = address.startsWith('http:') ? ', unencrypted' : '';
  const option = purpose === 'words' ? '' : ' --for pictures';
  return new UserFacingError(
    'leaves-machine',
    `${address} is on another machine: ${sent[purpose]} would be sent there${isOpen}.`,
    `Choose a model on this machine, or agree to this by hand (kinora language-model use${option} --leave-this-machine).`,
  );
}
