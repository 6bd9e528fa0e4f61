import type { AnnotationText } from '../../../src-main/evaluation/annotation-file.ts';

/** A file's text as the readers take it. */
export function annotationText(text: string, name = '“file”'): AnnotationText {
  return { name, text };
}

/** Values as one JSON object a line. */
export function jsonLines(...values: readonly unknown[]): AnnotationText {
  return annotationText(values.map((value) => JSON.stringify(value)).join('\n'));
}
