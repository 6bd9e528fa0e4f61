import type { ChatEndpoint } from '../models/language-model/chat-endpoint.ts';
import { readEndpointAddress } from '../domain/endpoint-address.ts';
import { UserFacingError } from '../domain/errors.ts';
import { readLanguageModel } from '../indexing/language-model-choice.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { LanguageModelView } from './contract.ts';
import type { CoreContext, HandlersOf, MethodsOf } from './core-context.ts';

/** Where a key comes from: no library holds one. */
const keyVariable = 'KINORA_LANGUAGE_MODEL_KEY';

/** The language model that a library's conversations are helped by; null for none. */
export function languageModelOf(reader: LibraryReader): ChatEndpoint | null {
  const choice = readLanguageModel(reader.settings);
  return choice && { address: choice.address, model: choice.model, key: process.env[keyVariable] || null };
}

/** The calls that choose a language model. */
export function languageModelHandlers({
  reader,
  worker,
}: CoreContext): HandlersOf<MethodsOf<'languageModel'>> {
  const view = (): LanguageModelView => {
    const choice = readLanguageModel(reader.settings);
    if (!choice) return { choice };
    const { address, model } = choice;
    return { choice: { address, model, isLocal: readEndpointAddress(address).isLocal } };
  };
  return {
    'languageModel.settings': view,

    'languageModel.use': async ({ address: written, model, mayLeaveMachine }) => {
      const { address, isLocal } = readEndpointAddress(written);
      if (!isLocal && !mayLeaveMachine) throw leavesMachine(address);
      await worker.chooseLanguageModel({ address, model, mayLeaveMachine: !isLocal });
      return view();
    },

    'languageModel.stop': async () => {
      await worker.chooseLanguageModel(null);
      return view();
    },
  };
}

function leavesMachine(address: string): UserFacingError {
  const isOpen = address.startsWith('http:') ? ', unencrypted' : '';
  return new UserFacingError(
    'leaves-machine',
    `${address} is on another machine: what you say in conversations and is not understood surely, names of people, titles and lines of films would be sent there${isOpen}.`,
    'Choose a model on this machine, or agree to this by hand (kinora language-model use --leave-this-machine).',
  );
}
