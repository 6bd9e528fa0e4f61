import { hostname } from 'node:os';
import type { Problem } from '../../domain/errors.ts';
import type { EventLog } from '../../domain/event-log.ts';
import type { JobRow } from '../../store/job-table.ts';
import type { LibraryStore } from '../../store/library-store.ts';
import type { FilmQueue } from './film-queue.ts';

/** From so many crashes on a job is set aside. */
const mostCrashes = 3;
/** A lease that is not lengthened for so many milliseconds has no owner any more. */
export const leaseMs = 60_000;

/** Names who holds leases: a worker of a process of a machine. A worker that takes another's place has its name. */
export function leaseOwner(workerId: string): string {
  return `${hostname()} ${process.pid} ${workerId}`;
}

/**
 * Finds jobs whose worker or process died over them, and counts that. A job that did so three times is set aside with
 * what was heard, so that it never keeps others from their turn.
 */
export class CrashWatch {
  readonly #store: LibraryStore;
  readonly #films: FilmQueue;
  readonly #owner: string;
  readonly #log: EventLog;

  constructor(store: LibraryStore, films: FilmQueue, owner: string, log: EventLog) {
    this.#store = store;
    this.#films = films;
    this.#owner = owner;
    this.#log = log;
  }

  /**
   * At the start of a worker, when it holds no lease yet.
   * @param heard what the worker before it said last; null when this is the first of its process
   */
  lookAtStart(heard: string | null): void {
    this.#count((job) =>
      job.leaseOwner === this.#owner ? (heard ?? 'The worker ended without a word.') : this.#endOf(job),
    );
  }

  /** Later on: what others left behind. */
  look(): void {
    this.#count((job) => (job.leaseOwner === this.#owner ? null : this.#endOf(job)));
  }

  #count(endOf: (job: JobRow) => string | null): void {
    const jobs = this.#store.jobs.running();
    if (jobs.length === 0) return;
    this.#store.transaction(() => {
      for (const job of jobs) {
        const heard = endOf(job);
        if (heard === null) continue;
        const line = `${new Date().toISOString()} ${heard}`;
        this.#store.jobs.crash(job.id, line, mostCrashes, crashProblem(job));
        this.#films.settle(job.videoId);
        this.#tell(job);
      }
    });
  }

  #tell({ videoId, pass, crashes }: JobRow): void {
    const film = this.#store.videos.byId(videoId)?.path ?? '';
    const now = crashes + 1;
    this.#log.tell('film.crashed', { film, pass, crashes: now, setAside: now >= mostCrashes });
  }

  /** How another's lease ended; null while it may be alive. */
  #endOf({ leaseOwner: owner, leaseUntil }: JobRow): string | null {
    const [host, pid] = (owner ?? '').split(' ');
    if (host === hostname() && !isAlive(Number(pid))) {
      return `The process ${pid} ended without a word.`;
    }
    if ((leaseUntil ?? 0) < Date.now()) return 'Nobody answered for it any more.';
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user may not be asked, but is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function crashProblem({ pass, crashes }: JobRow): Problem {
  return {
    code: 'internal',
    sentence: `Kinora stopped unexpectedly ${crashes + 1 >= mostCrashes ? `${mostCrashes} times` : 'once or twice'} while it worked on this film (${pass}).`,
    remedy: 'The other films go on. Try it again after an update of Kinora, or report it with the log.',
  };
}
