/** What a collection can be written as for other programs, and what each format's files end in. */
const extensions = {
  edl: 'edl',
  fcpxml: 'fcpxml',
  otio: 'otio',
  csv: 'csv',
  ffmetadata: 'ffmeta',
  matroska: 'xml',
  youtube: 'txt',
} as const;

export type SequenceFormat = keyof typeof extensions;
export const sequenceFormats = Object.keys(extensions) as SequenceFormat[];

/** Without the dot. */
export function extensionOf(format: SequenceFormat): string {
  return extensions[format];
}

/** The format that a file's name asks for; null when it asks for none. */
export function sequenceFormatOf(output: string): SequenceFormat | null {
  const name = output.toLowerCase();
  return sequenceFormats.find((format) => name.endsWith(`.${extensions[format]}`)) ?? null;
}
