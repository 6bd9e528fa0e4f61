import type { Random } from '../../../src-main/domain/random.ts';

/** One made-up text or file, and how it is read. */
export interface FuzzCase {
  /** What kind of input it is, for whoever throws it again. */
  readonly what: string;
  /** Reads it; a sentence when what comes out makes no sense, else null. */
  readonly read: () => Promise<string | null> | string | null;
}

/** Readers of one kind of foreign bytes. */
export interface FuzzTarget {
  /** Exceptions that the readers' docstrings name; a UserFacingError is always one. */
  readonly foreseen?: readonly (new (...given: never[]) => Error)[];
  /** Makes the input that a row of random numbers stands for. */
  readonly make: (random: Random) => FuzzCase;
  /** Takes away what was laid on the disk. */
  readonly end?: () => Promise<void>;
}
