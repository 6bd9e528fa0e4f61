import type { KinoraClient } from '../../src-main/api/contract.ts';

/** A problem as the core tells it. The code is a plain string here: a newer core may know more of them. */
export interface Problem {
  readonly code: string;
  readonly sentence: string;
  readonly remedy: string;
}

export function isProblem(value: unknown): value is Problem {
  return (
    typeof value === 'object' && value !== null && 'sentence' in value && 'remedy' in value && 'code' in value
  );
}

/** What a call throws when the core refuses or cannot be reached. */
export class CallError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.sentence);
    this.name = 'CallError';
    this.problem = problem;
  }
}

/** `refused`: the core is there, but this page's session ended, for instance because Kinora was started anew. */
export type Connection = 'connected' | 'lost' | 'refused';

/** The core as the renderer sees it, with what only one kind of host can do. */
export interface AppClient extends KinoraClient {
  readonly kind: 'web' | 'desktop';
  /** Told when the core is gone and when it is back. */
  onConnection(listener: (connection: Connection) => void): () => void;
  /** The platform's dialog for folders and films, where there is one. */
  openFolder?(): Promise<string[]>;
  /** Drags the clip of a moment out of the window as a file, where the host hands it over itself. */
  dragOut?(momentId: string): void;
  /** The path of a dropped file, where the host may know it; empty for a file that is not on disk. */
  pathOf?(file: File): string;
}
