import { breakPlaces } from './break-places.ts';
import { countedCharacters, limitsFor, maxLines } from './conventions.ts';

/** How much a line that is longer by its whole limit weighs against a break at a bad place. */
const unevenness = 6;

/**
 * A text in pieces that each fit a cue: at most two lines within the limit of its script, broken where the language
 * pauses. Breaks that are there stay when they fit. A word longer than a line is cut.
 */
export function fitText(text: string): string[] {
  const limit = limitsFor(text).line;
  const given = text.split('\n');
  if (given.length <= maxLines && given.every((line) => countedCharacters(line) <= limit)) return [text];
  return pieces(joined(given), limit);
}

/** Lines as running text: Chinese has no space between them. */
function joined(lines: readonly string[]): string {
  return lines.reduce((text, line) => {
    const isWide = /[\p{Script=Han}\u3000-\u303f\uff00-\uff60]$/u.test(text) && /^[^\x20-\x7f]/.test(line);
    return isWide ? text + line : `${text} ${line}`;
  });
}

function pieces(text: string, limit: number): string[] {
  const fitting = twoLines(text, limit);
  if (fitting !== null) return [fitting];
  const at = bestPlace(text, limit * maxLines) ?? hardPlace(text, limit);
  return [...pieces(text.slice(0, at).trimEnd(), limit), ...pieces(text.slice(at).trimStart(), limit)];
}

/** One line, or two with the best break between them; null where neither fits. */
function twoLines(text: string, limit: number): string | null {
  if (countedCharacters(text) <= limit) return text;
  let best: { text: string; cost: number } | null = null;
  for (const { at, cost } of breakPlaces(text)) {
    const [upper, lower] = [text.slice(0, at).trimEnd(), text.slice(at)];
    const [above, below] = [countedCharacters(upper), countedCharacters(lower)];
    if (above > limit || below > limit) continue;
    // Of two even breaks the one with the longer lower line hides less of the picture.
    const whole = cost + (unevenness * Math.abs(above - below)) / limit + (above > below ? 0.2 : 0);
    if (best === null || whole < best.cost) best = { text: `${upper}\n${lower}`, cost: whole };
  }
  return best?.text ?? null;
}

/** Where a text that fills several cues is best divided: near to equal parts. Null when it has no place. */
function bestPlace(text: string, capacity: number): number | null {
  const length = countedCharacters(text);
  const parts = Math.max(2, Math.ceil(length / capacity));
  const target = (text.length * Math.ceil(parts / 2)) / parts;
  let best: { at: number; cost: number } | null = null;
  for (const { at, cost } of breakPlaces(text)) {
    const whole = cost + (20 * Math.abs(at - target)) / text.length;
    if (best === null || whole < best.cost) best = { at, cost: whole };
  }
  return best?.at ?? null;
}

/** In the middle of a word that no line holds; never inside of a character. */
function hardPlace(text: string, limit: number): number {
  let at = 0;
  for (const character of text) {
    if (at > 0 && countedCharacters(text.slice(0, at + character.length)) > limit) break;
    at += character.length;
  }
  return at;
}
