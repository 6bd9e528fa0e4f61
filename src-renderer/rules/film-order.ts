import type { VideoSummary } from '../../src-main/api/contract.ts';

export const filmOrders = ['title', 'added', 'longest'] as const;
export type FilmOrder = (typeof filmOrders)[number];

/** Films in the order asked for; those that need the person's help stand first. */
export function sortFilms(
  films: readonly VideoSummary[],
  order: FilmOrder,
  language: string,
): VideoSummary[] {
  const { compare } = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  const byTitle = (a: VideoSummary, b: VideoSummary): number => compare(a.title, b.title);
  const orders: Record<FilmOrder, (a: VideoSummary, b: VideoSummary) => number> = {
    title: byTitle,
    added: (a, b) => b.addedAt.localeCompare(a.addedAt) || byTitle(a, b),
    longest: (a, b) => b.duration - a.duration || byTitle(a, b),
  };
  const needsHelp = (film: VideoSummary): number => (film.state === 'failed' ? 0 : 1);
  return films.toSorted((a, b) => needsHelp(a) - needsHelp(b) || orders[order](a, b));
}
