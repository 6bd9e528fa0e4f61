import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCore } from '../../../src-main/api/core.ts';
import type { FilmTruth } from '../../../src-main/film-maker/film-truth.ts';
import { makeFilm, type MadeFilm } from '../../../src-main/film-maker/make-film.ts';
import { writePortraits } from '../../../src-main/film-maker/portraits.ts';
import { VoiceBank } from '../../../src-main/film-maker/voice-bank.ts';
import { ensureFfmpeg } from '../../../src-main/media/ffmpeg-install.ts';
import { corpusCast } from './corpus-cast.ts';
import { eventFilm, type EventFilm } from './event-film.ts';

/** A film of the corpus that is made and indexed. */
export interface CorpusFilm extends EventFilm {
  readonly path: string;
  readonly truth: FilmTruth;
}

/**
 * Makes the first `count` films of the corpus and a library that holds them and knows everybody in them, or goes on with
 * what a run before has left below `folder`. Making and indexing one takes some 30 seconds of a processor.
 */
export async function indexedCorpus(
  count: number,
  folder: string,
): Promise<{ libraryFolder: string; films: CorpusFilm[] }> {
  const tools = { ...(await ensureFfmpeg((line) => console.error(line))), voices: VoiceBank.open() };
  const libraryFolder = join(folder, 'library');
  const core = await openCore({ libraryFolder });
  try {
    await enrolEverybody(
      (name, paths) => core.call('people.add', { name, pictures: paths.map((path) => ({ path })) }),
      folder,
    );
    const films: CorpusFilm[] = [];
    const make = (film: EventFilm): Promise<MadeFilm> => makeFilm(tools, film.script, join(folder, 'films'));
    let film = eventFilm(0);
    let making = make(film);
    for (let number = 0; number < count; number++) {
      const made = await making;
      const next = eventFilm(number + 1);
      // The next film is drawn while this one is indexed.
      if (number + 1 < count) making = make(next);
      const { failed } = await core.call('library.index', { paths: [made.film] });
      if (failed[0]) throw new Error(failed[0].reason);
      films.push({ ...film, path: made.film, truth: truthIn(made) });
      film = next;
      if ((number + 1) % 10 === 0) console.error(`${number + 1} of ${count} films are indexed.`);
    }
    return { libraryFolder, films };
  } finally {
    await core.close();
  }
}

function truthIn({ truth }: MadeFilm): FilmTruth {
  return JSON.parse(readFileSync(truth, 'utf8')) as FilmTruth;
}

type Enrol = (name: string, paths: readonly string[]) => Promise<{ rejected: readonly { reason: string }[] }>;

/** Once a library: its people stay. */
async function enrolEverybody(enrol: Enrol, folder: string): Promise<void> {
  const done = join(folder, 'library', 'everybody-is-enrolled');
  if (existsSync(done)) return;
  const portraits = join(folder, 'portraits');
  mkdirSync(portraits, { recursive: true });
  const { seen, unseen } = corpusCast();
  const pictures = await writePortraits([...seen, ...unseen], portraits);
  for (const [name, files] of Object.entries(pictures)) {
    const { rejected } = await enrol(
      name,
      files.map((file) => join(portraits, file)),
    );
    if (rejected[0]) throw new Error(`${name}: ${rejected[0].reason}`);
  }
  writeFileSync(done, '');
}
