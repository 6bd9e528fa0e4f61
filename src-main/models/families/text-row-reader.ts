import type { RgbImage } from '../../domain/image.ts';

/** What stands in a picture of one row of text. */
export interface ReadRow {
  readonly text: string;
  /** Mean certainty of the characters, 0..1; 0 where there are none. */
  readonly confidence: number;
}

/** Reads rows of printed text. */
export interface TextRowReader {
  readonly modelId: string;
  /** @param row bright text on black, cut out with little about it */
  read(row: RgbImage): Promise<ReadRow>;
}
