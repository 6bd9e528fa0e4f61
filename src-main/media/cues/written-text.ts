/** `01:02:03.456`: hours, minutes and seconds with `decimals` digits after `point`. */
export function clockText(seconds: number, decimals: 2 | 3, point: '.' | ','): string {
  const unit = 10 ** decimals;
  const total = Math.max(0, Math.round(seconds * unit));
  const part = (value: number, width = 2): string => String(Math.floor(value)).padStart(width, '0');
  const whole = `${part(total / unit / 3600)}:${part((total / unit / 60) % 60)}:${part((total / unit) % 60)}`;
  return `${whole}${point}${part(total % unit, decimals)}`;
}

/** The lines of a cue's text: an empty one would end the cue, and `-->` would begin another. */
export function safeLines(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replaceAll('-->', '→').trim())
    .filter((line) => line !== '');
}

/** The lines of a cue with who says each; null where all its speakers say all of it. */
export function turnsOf(
  text: string,
  speakers: readonly string[],
): { line: string; speaker: string }[] | null {
  const lines = safeLines(text);
  const isShared =
    speakers.length > 1 && lines.length === speakers.length && lines.every((line) => /^[-–]/.test(line));
  return isShared ? lines.map((line, i) => ({ line, speaker: speakers[i]! })) : null;
}
