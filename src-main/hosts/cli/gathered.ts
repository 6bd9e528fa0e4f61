/** For an option that may be given again: its values so far and one more. */
export function gathered(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
