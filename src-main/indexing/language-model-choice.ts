import { z } from 'zod';
import { readEndpointAddress } from '../domain/endpoint-address.ts';
import type { Setting, SettingsTable } from '../store/settings-table.ts';

/** What a model is asked for: words of conversations and answers, or what pictures show. Each is a choice of its own. */
export const modelPurposes = ['words', 'pictures'] as const;
export type ModelPurpose = (typeof modelPurposes)[number];

/** A language model behind an address. */
export interface LanguageModelChoice {
  /** As {@link readEndpointAddress} gives it. */
  readonly address: string;
  /** The model's name at its server. */
  readonly model: string;
  /** Whether the person agreed that this address is on another machine. */
  readonly mayLeaveMachine: boolean;
}

const choiceShape = z
  .object({
    address: z.string().max(500),
    model: z.string().min(1).max(200),
    mayLeaveMachine: z.boolean(),
  })
  .nullable();

/** Null: nothing needs one, which holds until somebody chooses one. */
export const languageModelSettings: Readonly<Record<ModelPurpose, Setting<LanguageModelChoice | null>>> = {
  words: { key: 'conversation.language-model', shape: choiceShape, fallback: null },
  pictures: { key: 'ask.picture-model', shape: choiceShape, fallback: null },
};

/** The model chosen for a purpose; null where there is none, or where nobody agreed that it is on another machine. */
export function readLanguageModel(
  settings: SettingsTable,
  purpose: ModelPurpose,
): LanguageModelChoice | null {
  const choice = settings.get(languageModelSettings[purpose]);
  if (choice === null || !URL.canParse(choice.address)) return null;
  return readEndpointAddress(choice.address).isLocal || choice.mayLeaveMachine ? choice : null;
}
