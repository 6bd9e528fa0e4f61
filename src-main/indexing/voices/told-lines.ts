import type { LibraryStore } from '../../store/library-store.ts';
import type { ToldLine } from '../../store/voice-table.ts';

/** The lines of a film whose one speaker the user has told, by itself or as a subtitle's: the latest first. */
export function toldLines(store: LibraryStore, videoId: number): ToldLine[] {
  const video = store.videos.byId(videoId);
  if (!video) return [];
  const ofSubtitles = store.lineEdits.holding(video.fingerprint).flatMap(({ after, madeAt }) =>
    after.flatMap(({ start, end, speakers: [speaker, second] }) => {
      const person = speaker && !second ? store.people.byName(speaker.name) : null;
      return person ? [{ start, end, personId: person.id, madeAt }] : [];
    }),
  );
  return [...ofSubtitles.toReversed(), ...store.voices.toldLines(videoId)].toSorted((a, b) =>
    a.madeAt < b.madeAt ? 1 : a.madeAt > b.madeAt ? -1 : 0,
  );
}
