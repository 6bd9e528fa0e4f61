/** One line of dialogue: who says it, and who was named as its speaker; null where nobody was. */
export interface NamedLine {
  readonly speaker: string;
  readonly named: string | null;
}

/**
 * The share of lines whose speaker is named right, 0..1 ("Look, Listen and Recognise", Korbar et al. 2024). A line
 * without a name is wrong. Names are compared without regard to case. NaN without lines.
 */
export function characterAccuracy(lines: readonly NamedLine[]): number {
  const right = lines.filter(({ speaker, named }) => named !== null && plain(named) === plain(speaker));
  return right.length / lines.length;
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}
