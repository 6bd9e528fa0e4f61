import type { Cited } from './cited-answer.ts';
import type { Interval } from './interval.ts';
import type { KnownFilms, Sighting, SpokenLine } from './known-film.ts';
import type { Evidence, Moment } from './moment.ts';

/** What speaks for a moment; the film itself where nothing else does. */
export function citedOf(films: KnownFilms, moment: Moment): [Cited, ...Cited[]] {
  const [first, ...others] = moment.evidence.map((one) => evidenceCited(films, moment.videoId, one));
  return first ? [first, ...others] : [filmCited(films, moment.videoId, moment)];
}

export function evidenceCited(films: KnownFilms, videoId: number, evidence: Evidence): Cited {
  const { kind, start, end } = evidence;
  return { ...filmCited(films, videoId), kind, start, end, text: evidenceText(evidence) };
}

/** A film, or a stretch of it, as what a sentence stands on. */
export function filmCited(films: KnownFilms, videoId: number, span?: Interval): Cited {
  const film = films.film(videoId);
  const { start, end } = span ?? { start: 0, end: film?.duration ?? 0 };
  return { kind: 'film', videoId, path: film?.path ?? '', start, end, text: film?.title ?? '' };
}

/** Somebody on screen as what a sentence stands on. */
export function sightCited(films: KnownFilms, videoId: number, { person, start, end }: Sighting): Cited {
  return { ...filmCited(films, videoId), kind: 'face', start, end, text: person };
}

/** A line as what a sentence stands on. */
export function lineCited(films: KnownFilms, videoId: number, { text, start, end }: SpokenLine): Cited {
  return { ...filmCited(films, videoId), kind: 'line', start, end, text };
}

/** A search, in one film or in all, as what a sentence stands on that tells of its result. */
export function searchCited(films: KnownFilms, query: string, videoId: number | null): Cited {
  if (videoId !== null) return { ...filmCited(films, videoId), kind: 'search', text: query };
  return { kind: 'search', videoId, path: '', start: 0, end: 0, text: query };
}

function evidenceText(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'face':
      return evidence.person;
    case 'concept':
      return evidence.concept;
    case 'line':
      return evidence.text;
    case 'picture':
      return evidence.words.map(({ word }) => word).join(', ');
  }
}
