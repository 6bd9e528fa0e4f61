import { expect } from 'vitest';
import { fitsItsWidth, type OpenPage } from './kinora.ts';

/** What somebody may write or paste into any field, by what is odd about it. */
export const oddTexts = {
  'ten thousand characters': 'Kettle'.repeat(1667).slice(0, 10_000),
  emoji: '👨‍👩‍👧‍👦 Zoë 🏳️‍🌈 🇯🇵🇧🇷',
  'right to left': '\u202eשרה כהן\u202c (سارة) 12!',
} as const;

export const blanks = ' \u2003 \u00a0 ';

/** A text as a field takes it that holds so many characters, without the blanks around it. */
export function taken(text: string, longest: number): string {
  return text.slice(0, longest).trim();
}

/** Nothing is wider than its place, neither on the page nor in a dialog, and nothing has gone wrong in the page. */
export async function expectSound({ page, complaints }: OpenPage): Promise<void> {
  await expect.poll(() => page.evaluate(tooWide)).toEqual([]);
  await expect.poll(() => fitsItsWidth(page)).toBe(true);
  // That a call is refused, or that a picture has gone with the person, Chromium tells by itself.
  const wrong = complaints.splice(0).filter((complaint) => !complaint.startsWith('Failed to load resource'));
  expect(wrong).toEqual([]);
}

/** Runs in the page: the dialogs and messages that hold something wider than they are. */
function tooWide(): string[] {
  return [
    ...document.querySelectorAll(
      '[role="dialog"], [role="alertdialog"], .notice, main, aside, header, section',
    ),
  ]
    .filter((place) => place.scrollWidth > place.clientWidth + 1)
    .map((place) => `${place.className} ${place.scrollWidth}/${place.clientWidth}`);
}
