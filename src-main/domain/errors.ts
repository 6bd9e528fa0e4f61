/** Stable machine-readable kinds of problems; scripts and the interface may switch on them. */
export type ProblemCode =
  | 'bad-input'
  | 'not-found'
  | 'unreadable-file'
  | 'unsupported-media'
  | 'no-face'
  | 'several-faces'
  | 'unknown-person'
  | 'same-name'
  | 'is-person'
  | 'missing-tool'
  | 'bad-model'
  | 'network'
  | 'disk-full'
  | 'library'
  | 'cancelled'
  | 'unclear-query'
  | 'leaves-machine'
  | 'internal';

/** A problem as it crosses a process border: one sentence, and what to do about it. */
export interface Problem {
  readonly code: ProblemCode;
  readonly sentence: string;
  readonly remedy: string;
}

/**
 * An error meant for the person at the screen: one clear sentence that names the thing, and a remedy.
 * Everything else that is thrown is a programming error and is reported as such.
 */
export class UserFacingError extends Error {
  readonly code: ProblemCode;
  readonly remedy: string;

  constructor(code: ProblemCode, sentence: string, remedy: string, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause });
    this.name = 'UserFacingError';
    this.code = code;
    this.remedy = remedy;
  }

  toProblem(): Problem {
    return { code: this.code, sentence: this.message, remedy: this.remedy };
  }
}

/** Turns anything thrown into a {@link Problem}; programming errors keep their message under code `internal`. */
export function problemOf(error: unknown): Problem {
  if (error instanceof UserFacingError) return error.toProblem();
  if (error instanceof Error && error.name === 'AbortError') {
    return {
      code: 'cancelled',
      sentence: 'The work was cancelled.',
      remedy: 'Start it again when you like.',
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    sentence: `Something went wrong inside Kinora: ${message}`,
    remedy: 'Try again; if it happens again, report it with the details.',
  };
}
