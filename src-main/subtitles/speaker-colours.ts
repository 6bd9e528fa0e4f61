import { foldName } from '../domain/person-name.ts';

/** Colours of speakers in the order in which they are given (BBC Subtitle Guidelines): white, yellow, cyan, green. */
export const speakerColours = ['#ffffff', '#ffff00', '#00ffff', '#00ff00'] as const;
export type SpeakerColour = (typeof speakerColours)[number];

/**
 * A colour for each speaker by folded name: those who speak most have one of their own, everybody else is white, as
 * whoever speaks most is.
 */
export function coloursOf(speakers: Iterable<string>): Map<string, SpeakerColour> {
  const lines = new Map<string, number>();
  for (const name of speakers) lines.set(foldName(name), (lines.get(foldName(name)) ?? 0) + 1);
  const most = [...lines].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return new Map(most.map(([name], i) => [name, speakerColours[i] ?? speakerColours[0]]));
}

/** The speaker's colour; white for somebody without one. */
export function colourOf(colours: ReadonlyMap<string, SpeakerColour>, name: string): SpeakerColour {
  return colours.get(foldName(name)) ?? speakerColours[0];
}
