import { UserFacingError } from '../domain/errors.ts';

/** Subtitles as players show them, and tables of who says what when. */
export const subtitleFormats = ['srt', 'vtt', 'ass', 'csv', 'rttm'] as const;
export type SubtitleFormat = (typeof subtitleFormats)[number];

/** The format that a file's name asks for. Throws a UserFacingError for one that Kinora does not write. */
export function formatOf(output: string): SubtitleFormat {
  const name = output.split(/[/\\]/).at(-1)!;
  const extension = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  const format = subtitleFormats.find((known) => known === extension);
  if (format !== undefined) return format;
  throw new UserFacingError(
    'bad-input',
    `Subtitles cannot be written as ${name}.`,
    `End its name in ${subtitleFormats.map((known) => `.${known}`).join(', ')}.`,
  );
}
