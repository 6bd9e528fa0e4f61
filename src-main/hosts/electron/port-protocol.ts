import { z } from 'zod';
import { contract } from '../../api/contract.ts';
import type { EventName, MethodName } from '../../api/contract.ts';
import type { Problem } from '../../domain/errors.ts';

// What travels between a page's preload script and the core, over one port.

const callId = z.number().int().nonnegative();

/** Checked by the core for every message: a page is never trusted to have kept to the types. */
export const pageMessage = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('call'),
    id: callId,
    method: z.enum(Object.keys(contract) as [MethodName, ...MethodName[]]),
    input: z.unknown(),
  }),
  z.strictObject({ kind: z.literal('cancel'), id: callId }),
]);

export type PageMessage = z.output<typeof pageMessage>;

export type CoreMessage =
  | { readonly kind: 'result'; readonly id: number; readonly output: unknown }
  | { readonly kind: 'problem'; readonly id: number; readonly problem: Problem }
  | { readonly kind: 'event'; readonly event: EventName; readonly payload: unknown };
