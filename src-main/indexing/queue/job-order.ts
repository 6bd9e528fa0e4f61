import type { PassName } from '../../domain/pass-name.ts';
import type { JobRow, JobTable } from '../../store/job-table.ts';
import type { PassBook } from '../passes/pass-book.ts';
import { isWatching } from '../passes/pass.ts';
import { priorities } from './priority.ts';

/** How many films are looked at in one go; nearly always the first has something to do. */
const pageSize = 100;

/**
 * The jobs whose turn it is: one, or all that watch the same film together; none when nothing can run now. Priority
 * comes first, then the stage of the pass, then films as they were added.
 * @param scope the films that may be worked on; null for all
 * @param stages how many stages may be worked on
 */
export function nextJobs(
  jobs: JobTable,
  book: PassBook,
  scope: ReadonlySet<number> | null,
  nowMs: number,
  stages = book.stages.length,
): JobRow[] {
  for (const priority of Object.values(priorities)) {
    for (const stage of book.stages.slice(0, stages)) {
      for (const film of filmsInOrder(jobs, stage, priority)) {
        if (scope !== null && !scope.has(film)) continue;
        const open = jobs.byVideo(film);
        const first = stage
          .map((pass) => open.find((job) => job.pass === pass && job.priority === priority))
          .find((job) => job !== undefined && canRun(job, open, [], book, nowMs));
        if (first) return [first, ...companions(first, open, book, nowMs)];
      }
    }
  }
  return [];
}

function* filmsInOrder(jobs: JobTable, passes: readonly PassName[], priority: number): Generator<number> {
  let after = 0;
  for (;;) {
    const films = jobs.queuedFilms(passes, priority, after, pageSize);
    yield* films;
    if (films.length < pageSize) return;
    after = films.at(-1)!;
  }
}

/** Jobs that are fed from the same decode. What has crashed runs alone, so that the guilty one is found. */
function companions(first: JobRow, open: readonly JobRow[], book: PassBook, nowMs: number): JobRow[] {
  const watches = ({ pass }: JobRow) => {
    const found = book.get(pass);
    return found !== null && isWatching(found);
  };
  if (!watches(first) || first.crashes > 0) return [];
  const together = [first];
  for (const { name } of book.passes) {
    const job = open.find(({ pass }) => pass === name);
    if (!job || job.id === first.id || job.crashes > 0 || !watches(job)) continue;
    if (canRun(job, open, together, book, nowMs)) together.push(job);
  }
  return together.slice(1);
}

/** Whether a job of a film waits for nothing but, at most, those that run together with it. */
function canRun(
  job: JobRow,
  open: readonly JobRow[],
  together: readonly JobRow[],
  book: PassBook,
  nowMs: number,
): boolean {
  if (job.state !== 'queued' || (job.notBefore ?? 0) > nowMs) return false;
  const needs: ReadonlySet<string> = book.needs(job.pass);
  return open.every((other) => !needs.has(other.pass) || together.includes(other));
}
