import { CallError, type Problem } from '../client/app-client.ts';

export interface NoticeAction {
  readonly label: string;
  readonly run?: () => void;
  /** A file to save instead of something to run. */
  readonly download?: { readonly href: string; readonly name: string };
}

export interface Notice {
  readonly id: number;
  readonly tone: 'good' | 'bad' | 'working';
  readonly sentence: string;
  readonly remedy: string;
  readonly action: NoticeAction | null;
}

const lifetime = 9000;

/** Short messages at the foot of the window. Good news leaves by itself; problems stay until dismissed. */
export class Notices {
  list = $state.raw<readonly Notice[]>([]);
  #next = 1;

  say(sentence: string, options: { remedy?: string; action?: NoticeAction } = {}): number {
    const id = this.#add('good', sentence, options.remedy ?? '', options.action ?? null);
    setTimeout(() => this.dismiss(id), lifetime);
    return id;
  }

  working(sentence: string, action: NoticeAction | null = null): number {
    return this.#add('working', sentence, '', action);
  }

  /** Puts another sentence in the place of a notice's, for instance how far the work is. */
  reword(id: number, sentence: string): void {
    this.list = this.list.map((notice) => (notice.id === id ? { ...notice, sentence } : notice));
  }

  problem(problem: Problem, action: NoticeAction | null = null): number {
    const same = this.list.find((notice) => notice.sentence === problem.sentence);
    return same ? same.id : this.#add('bad', problem.sentence, problem.remedy, action);
  }

  /** Tells what went wrong, unless it was only cancelled. */
  failed(error: unknown, action: NoticeAction | null = null): void {
    const problem = problemOf(error);
    if (problem) this.problem(problem, action);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id);
  }

  #add(tone: Notice['tone'], sentence: string, remedy: string, action: NoticeAction | null): number {
    const id = this.#next++;
    this.list = [...this.list.slice(-3), { id, tone, sentence, remedy, action }];
    return id;
  }
}

/** The problem in anything thrown by a call; null when the work was cancelled. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof CallError) return error.problem.code === 'cancelled' ? null : error.problem;
  if (error instanceof DOMException && error.name === 'AbortError') return null;
  return {
    code: 'internal',
    sentence: error instanceof Error ? error.message : String(error),
    remedy: 'Try again; if it happens again, reload the page.',
  };
}
