import { setTimeout as wait } from 'node:timers/promises';
import { newsBetween, seeLibrary, type News } from '../../library/library-news.ts';
import { openForReading } from '../../store/library-database.ts';
import { LibraryReader } from '../../store/library-reader.ts';
import type { CommandContext } from './command-context.ts';
import { runHook, type HookProgram } from './hook-program.ts';
import { jsonShapes } from './json-shapes.ts';
import { printable } from './output/printable.ts';
import { requireOwnVersion } from './watch-progress.ts';

const pollMs = 1000;

/**
 * Tells what happens in a library from now on, until Ctrl-C: one line each, and to a hook. It reads the library's file
 * alone, since what indexes is another process. Throws a UserFacingError when there is no library, or one that another
 * version of Kinora made.
 */
export async function watchLibrary(context: CommandContext, hook: HookProgram | null): Promise<void> {
  const db = openForReading(context.libraryFolder);
  const { signal } = context;
  try {
    requireOwnVersion(db);
    const reader = new LibraryReader(db);
    let { version } = reader;
    let seen = seeLibrary(reader);
    context.say('Watching. Press Ctrl-C to end.');
    while (!signal.aborted) {
      await wait(pollMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted || reader.version === version) continue;
      version = reader.version;
      const now = seeLibrary(reader);
      for (const news of newsBetween(seen, now)) await tell(context, hook, news);
      seen = now;
    }
  } finally {
    db.close();
  }
}

/** Hooks run one after the other, so that a thousand new films start no thousand programs. */
async function tell(context: CommandContext, hook: HookProgram | null, news: News): Promise<void> {
  const told = { ...news, time: new Date().toISOString() };
  context.result('watch', told, () => newsLine(news));
  if (!hook || context.signal.aborted) return;
  const failure = await runHook(hook, JSON.stringify(jsonShapes.watch.parse(told)), context.signal);
  if (failure !== null) context.say(printable(failure));
}

/** `film.indexed  The Corner Kitchen  /films/corner.mp4` */
function newsLine({ event, film, folder, problem }: News): string {
  const facts = [event, film?.title, film?.path ?? folder, problem?.sentence];
  return facts
    .filter((fact) => typeof fact === 'string')
    .map(printable)
    .join('  ');
}
