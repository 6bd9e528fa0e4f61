import { distance } from 'fastest-levenshtein';
import type { Problem } from '../domain/errors.ts';
import { foldName } from '../domain/person-name.ts';

/** Says that nobody of this name is known, and whom the person may have meant. */
export function unknownPersonProblem(name: string, known: readonly string[]): Problem {
  const meant = similarName(name, known);
  return {
    code: 'unknown-person',
    sentence: meant
      ? `Nobody called “${name}” is known. Did you mean “${meant}”?`
      : `Nobody called “${name}” is known.`,
    remedy: `Add “${name}” from one to ten pictures on the People page or with “kinora people add”, a pet, an object or a place on the Concepts page or with “kinora concepts add”, or correct the name.`,
  };
}

/** The known name that is nearest in spelling, if it is near: a third of the letters may differ, or one continues the other. */
export function similarName(name: string, known: readonly string[]): string | null {
  const folded = foldName(name);
  let best: { name: string; cost: number } | null = null;
  for (const candidate of known) {
    const other = foldName(candidate);
    const continues = folded.length > 1 && (other.startsWith(`${folded} `) || folded.startsWith(`${other} `));
    const cost = continues ? 0 : distance(folded, other);
    const allowed = Math.max(1, Math.floor(Math.max(folded.length, other.length) / 3));
    if (cost <= allowed && cost < other.length && (!best || cost < best.cost))
      best = { name: candidate, cost };
  }
  return best?.name ?? null;
}
