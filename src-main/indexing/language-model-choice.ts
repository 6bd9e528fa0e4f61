import { z } from 'zod';
import { readEndpointAddress } from '../domain/endpoint-address.ts';
import type { Setting, SettingsTable } from '../store/settings-table.ts';

/** The language model that helps with conversations. */
export interface LanguageModelChoice {
  /** As {@link readEndpointAddress} gives it. */
  readonly address: string;
  /** The model's name at its server. */
  readonly model: string;
  /** Whether the person agreed that this address is on another machine. */
  readonly mayLeaveMachine: boolean;
}

/** Null: conversations need none, which holds until somebody chooses one. */
export const languageModelSetting: Setting<LanguageModelChoice | null> = {
  key: 'conversation.language-model',
  shape: z
    .object({
      address: z.string().max(500),
      model: z.string().min(1).max(200),
      mayLeaveMachine: z.boolean(),
    })
    .nullable(),
  fallback: null,
};

/** The chosen language model; null where there is none, or where nobody agreed that it is on another machine. */
export function readLanguageModel(settings: SettingsTable): LanguageModelChoice | null {
  const choice = settings.get(languageModelSetting);
  if (choice === null || !URL.canParse(choice.address)) return null;
  return readEndpointAddress(choice.address).isLocal || choice.mayLeaveMachine ? choice : null;
}
