/** One part of a query as it was understood. */
export type QueryPart =
  | { readonly kind: 'person'; readonly name: string; readonly known: boolean }
  | { readonly kind: 'phrase'; readonly text: string }
  | { readonly kind: 'words'; readonly text: string };
