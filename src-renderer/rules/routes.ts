/** Where the person is: the part of the address after `#`. */
export type Route =
  | { readonly name: 'library' }
  | { readonly name: 'film'; readonly id: number; readonly time: number | null; readonly end: number | null }
  | {
      readonly name: 'search';
      readonly query: string;
      /** Grouped by film rather than flat. */ readonly byFilm?: true;
    }
  | { readonly name: 'people'; /** Somebody to enrol at once. */ readonly enrol?: string }
  | { readonly name: 'person'; readonly id: number }
  | { readonly name: 'concepts' }
  | { readonly name: 'collections' }
  | { readonly name: 'collection'; readonly id: number }
  | { readonly name: 'talk'; /** Null for a new conversation. */ readonly session: string | null }
  | { readonly name: 'activity' }
  | { readonly name: 'settings' }
  | { readonly name: 'unknown' };

const secondsOf = (text: string | null): number | null => {
  if (text === null || !/^\d{1,9}(\.\d{1,6})?$/.test(text)) return null;
  return Number(text);
};

const idOf = (text: string): number | null => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : null);

/** A name is written in the address as a link writes it; what no link writes names nothing. */
function talkRoute(written: string | undefined): Route {
  if (written === undefined) return { name: 'talk', session: null };
  try {
    return { name: 'talk', session: decodeURIComponent(written) };
  } catch {
    return { name: 'unknown' };
  }
}

/** Reads a location hash such as `#/film/3?t=12.3&end=15`; an empty one is the library. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#/, '').split(/\?(.*)/s);
  const parameters = new URLSearchParams(search);
  const [screen = '', rest] = path.split('/').filter((part) => part !== '');
  switch (screen) {
    case '':
    case 'library':
      return { name: 'library' };
    case 'search':
      return {
        name: 'search',
        query: parameters.get('q') ?? '',
        ...(parameters.get('by') === 'film' ? { byFilm: true } : {}),
      };
    case 'people':
      if (rest !== undefined)
        return idOf(rest) === null ? { name: 'unknown' } : { name: 'person', id: Number(rest) };
      return parameters.has('enrol')
        ? { name: 'people', enrol: parameters.get('enrol') ?? '' }
        : { name: 'people' };
    case 'collections':
      if (rest === undefined) return { name: 'collections' };
      return idOf(rest) === null ? { name: 'unknown' } : { name: 'collection', id: Number(rest) };
    case 'talk':
      return talkRoute(rest);
    case 'concepts':
    case 'activity':
    case 'settings':
      return { name: screen };
    case 'film':
      if (rest === undefined || idOf(rest) === null) return { name: 'unknown' };
      return {
        name: 'film',
        id: Number(rest),
        time: secondsOf(parameters.get('t')),
        end: secondsOf(parameters.get('end')),
      };
    default:
      return { name: 'unknown' };
  }
}

/** Writes a route as {@link parseRoute} reads it; times keep three decimals. */
export function hashOf(route: Route): string {
  switch (route.name) {
    case 'search': {
      const parameters = new URLSearchParams();
      if (route.query !== '') parameters.set('q', route.query);
      if (route.byFilm) parameters.set('by', 'film');
      return parameters.size > 0 ? `#/search?${parameters}` : '#/search';
    }
    case 'film': {
      const parameters = new URLSearchParams();
      if (route.time !== null) parameters.set('t', String(Number(route.time.toFixed(3))));
      if (route.end !== null) parameters.set('end', String(Number(route.end.toFixed(3))));
      return `#/film/${route.id}${parameters.size > 0 ? `?${parameters}` : ''}`;
    }
    case 'people':
      return route.enrol === undefined
        ? '#/people'
        : `#/people?${new URLSearchParams({ enrol: route.enrol })}`;
    case 'person':
      return `#/people/${route.id}`;
    case 'collection':
      return `#/collections/${route.id}`;
    case 'talk':
      return route.session === null ? '#/talk' : `#/talk/${encodeURIComponent(route.session)}`;
    case 'unknown':
      return '#/library';
    default:
      return `#/${route.name}`;
  }
}
