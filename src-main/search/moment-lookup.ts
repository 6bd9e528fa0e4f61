import { UserFacingError } from '../domain/errors.ts';
import { parseMomentId, type Moment } from '../domain/moment.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { evidenceOf } from './moment-builder.ts';
import { presenceScore } from './moment-score.ts';

/**
 * A moment by its id, with what the index knows now of that stretch: every named face and every line in it.
 * Without a query the score is the best evidence's certainty. Throws a {@link UserFacingError} when the film or the stretch is gone.
 */
export function lookUpMoment(reader: LibraryReader, id: string): Moment {
  const key = parseMomentId(id);
  if (!key) {
    throw new UserFacingError(
      'bad-input',
      `“${id}” is not the id of a moment.`,
      'Use an id as a search gives it, for example m1-120-148.',
    );
  }
  const video = reader.videos.byId(key.videoId);
  if (!video) {
    throw new UserFacingError(
      'not-found',
      `The film of the moment ${id} is not in this library.`,
      'Search again and use one of the moments found.',
    );
  }
  if (key.start >= video.duration) {
    throw new UserFacingError(
      'not-found',
      `The moment ${id} lies behind the end of “${video.title}”.`,
      'The file may have changed: search again and use one of the moments found.',
    );
  }
  const tracks = reader.presence.inVideo(key.videoId, key);
  const lines = reader.dialogue
    .within(key.videoId, key)
    .map((cue) => ({ cue, score: 1, clauses: [], lacks: [] }));
  const seen = tracks.map(({ personId }) => presenceScore(tracks, [personId], key));
  return {
    id,
    ...key,
    score: Math.min(1, Math.max(0, ...seen, ...lines.map(({ score }) => score))),
    evidence: evidenceOf(reader, { tracks, lines, pictures: [] }),
    missing: [],
  };
}
