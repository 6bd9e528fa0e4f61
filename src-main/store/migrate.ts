import type { Database } from 'better-sqlite3';
import { UserFacingError } from '../domain/errors.ts';
import { firstLibrary } from './migrations/001-first-library.ts';
import { vectorsByModel } from './migrations/002-vectors-by-model.ts';
import { passesAndFrames } from './migrations/003-passes.ts';
import { folders } from './migrations/004-folders.ts';
import { jobs } from './migrations/005-jobs.ts';
import { summaries } from './migrations/006-summaries.ts';
import { groups } from './migrations/007-groups.ts';
import { examples } from './migrations/008-examples.ts';
import { lines } from './migrations/009-lines.ts';
import { peopleDecisions } from './migrations/010-people-decisions.ts';
import { voices } from './migrations/011-voices.ts';
import { watched } from './migrations/012-watched.ts';
import { drawnTracks } from './migrations/013-drawn-tracks.ts';
import { bodies } from './migrations/014-bodies.ts';
import { searches } from './migrations/015-searches.ts';
import { concepts } from './migrations/016-concepts.ts';
import { voiceDecisions } from './migrations/017-voice-decisions.ts';
import { soundEvents } from './migrations/018-sound-events.ts';
import { conversations } from './migrations/019-conversations.ts';
import { frameStamps } from './migrations/020-frame-stamps.ts';
import { recognisedSpeech } from './migrations/021-recognised-speech.ts';
import { conceptTokens } from './migrations/022-concept-tokens.ts';
import { collections } from './migrations/023-collections.ts';
import { learnedVoices } from './migrations/024-learned-voices.ts';
import { frameCodes } from './migrations/025-frame-codes.ts';
import { speakingFaces } from './migrations/026-speaking-faces.ts';

/** Every step of the schema in order; step `n` takes a library from version `n` to `n + 1`. */
const migrations: readonly string[] = [
  firstLibrary,
  vectorsByModel,
  passesAndFrames,
  folders,
  jobs,
  summaries,
  groups,
  examples,
  lines,
  peopleDecisions,
  voices,
  watched,
  drawnTracks,
  bodies,
  searches,
  concepts,
  voiceDecisions,
  soundEvents,
  conversations,
  frameStamps,
  recognisedSpeech,
  conceptTokens,
  collections,
  learnedVoices,
  frameCodes,
  speakingFaces,
];

export const schemaVersion = migrations.length;

export function versionOf(db: Database): number {
  return db.pragma('user_version', { simple: true }) as number;
}

/**
 * Brings a library to this program's schema, one transaction a step.
 * Throws a {@link UserFacingError} when the library was made by a newer Kinora; any failing step throws and leaves the step before it.
 */
export function migrate(db: Database): void {
  const found = versionOf(db);
  if (found > schemaVersion) {
    throw new UserFacingError(
      'library',
      `The library ${db.name} was made by a newer Kinora (library version ${found}, this program reads up to ${schemaVersion}).`,
      'Update Kinora, or choose another library folder.',
    );
  }
  for (let version = found; version < schemaVersion; version++) {
    db.transaction(() => {
      db.exec(migrations[version]!);
      db.pragma(`user_version = ${version + 1}`);
    })();
  }
}
