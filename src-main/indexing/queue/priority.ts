/** Whose turn comes first: the smaller number. */
export const priorities = { focus: 1, new: 2, backfill: 3 } as const;

/** What the user looks at, then new films, then new versions and models. */
export type Priority = keyof typeof priorities;
