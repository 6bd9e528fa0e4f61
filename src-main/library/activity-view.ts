import type { Problem } from '../domain/errors.ts';
import { isPassName, type PassName } from '../domain/pass-name.ts';
import type { JobRow } from '../store/job-table.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { apiPath } from './library-path.ts';

/** How long a pass takes on this machine. */
export interface TimingView {
  pass: PassName;
  films: number;
  mediaSeconds: number;
  wallSeconds: number;
  latest: { mediaSeconds: number; wallSeconds: number };
}

interface Film {
  videoId: number;
  title: string;
  path: string;
}

/** What has to be done, what waits for the user, and how fast the passes are. */
export interface ActivityView {
  jobs: (Film & {
    pass: PassName;
    state: 'running' | 'queued' | 'waiting-retry' | 'set-aside';
    attempts: number;
    notBefore: string | null;
  })[];
  totals: { pass: PassName; running: number; queued: number; setAside: number }[];
  problems: (Film & { problem: Problem; setAside: boolean; log: string | null })[];
  timings: TimingView[];
}

const mostJobs = 200;

export function activityView(reader: LibraryReader): ActivityView {
  return {
    jobs: ofKnownPasses(reader.jobs.first(mostJobs)).map((job) => ({
      ...filmOf(reader, job.videoId),
      pass: job.pass,
      state: stateOf(job),
      attempts: job.attempts + job.crashes,
      notBefore: job.notBefore === null ? null : new Date(job.notBefore).toISOString(),
    })),
    totals: totalsOf(reader),
    problems: problemsOf(reader),
    timings: timingViews(reader),
  };
}

export function timingViews(reader: LibraryReader): TimingView[] {
  return ofKnownPasses(reader.passes.timings()).map(
    ({ pass, runs, mediaSeconds, wallSeconds, latestMediaSeconds, latestWallSeconds }) => ({
      pass,
      films: runs,
      mediaSeconds,
      wallSeconds,
      latest: { mediaSeconds: latestMediaSeconds, wallSeconds: latestWallSeconds },
    }),
  );
}

/** Passes that have to run, and that were set aside. */
export function openJobs(reader: LibraryReader): { queued: number; setAside: number } {
  const totals = totalsOf(reader);
  return {
    queued: totals.reduce((sum, { running, queued }) => sum + running + queued, 0),
    setAside: totals.reduce((sum, { setAside }) => sum + setAside, 0),
  };
}

/** Rows of passes that this program has; those of another version are not shown. */
function ofKnownPasses<T extends { readonly pass: string }>(rows: readonly T[]): (T & { pass: PassName })[] {
  return rows.filter((row): row is T & { pass: PassName } => isPassName(row.pass));
}

function stateOf({ state, notBefore, attempts }: JobRow): ActivityView['jobs'][number]['state'] {
  if (state === 'running' || state === 'set-aside') return state;
  return notBefore !== null && attempts > 0 ? 'waiting-retry' : 'queued';
}

function totalsOf(reader: LibraryReader): ActivityView['totals'] {
  const byPass = Map.groupBy(ofKnownPasses(reader.jobs.totals()), ({ pass }) => pass);
  return [...byPass].map(([pass, rows]) => {
    const count = (state: JobRow['state']) => rows.find((row) => row.state === state)?.jobs ?? 0;
    return { pass, running: count('running'), queued: count('queued'), setAside: count('set-aside') };
  });
}

/** One problem a film: that of its first job which waits for the user. */
function problemsOf(reader: LibraryReader): ActivityView['problems'] {
  const byFilm = Map.groupBy(reader.jobs.stuck(), ({ videoId }) => videoId);
  return [...byFilm].flatMap(([videoId, jobs]) => {
    const stuck = jobs.find(({ state }) => state === 'set-aside') ?? jobs[0]!;
    if (stuck.problem === null) return [];
    return [
      {
        ...filmOf(reader, videoId),
        problem: stuck.problem,
        setAside: stuck.state === 'set-aside',
        log: stuck.log,
      },
    ];
  });
}

function filmOf(reader: LibraryReader, videoId: number): Film {
  const video = reader.videos.byId(videoId);
  return { videoId, title: video?.title ?? '', path: apiPath(video?.path ?? '') };
}
