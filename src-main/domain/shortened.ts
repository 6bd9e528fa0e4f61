const characters = new Intl.Segmenter('und');

/** A text of at most so many code units; no character as people see one, such as a family of emoji, is cut in two. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const { index } = characters.segment(text).containing(longest)!;
  return text.slice(0, index).trimEnd();
}
