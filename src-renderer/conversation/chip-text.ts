import type { PlanChip } from '../rules/conversation.ts';
import type { ExampleState } from '../state/examples.svelte.ts';
import { t } from '../strings/translate.svelte.ts';

/** What a chip says: of a filter with what it filters by, of an example with its name. */
export function chipText({ kind, label, filter }: PlanChip, examples: ExampleState): string {
  if (kind === 'like') return t('search.part.like', examples.named(label)?.name ?? label);
  return filter === null ? label : `${t(`search.part.${filter}`)} ${label}`;
}
