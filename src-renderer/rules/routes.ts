/** Where the person is: the part of the address after `#`. */
export type Route =
  | { readonly name: 'library' }
  | { readonly name: 'film'; readonly id: number; readonly time: number | null; readonly end: number | null }
  | { readonly name: 'search'; readonly query: string }
  | { readonly name: 'people'; /** Somebody to enrol at once. */ readonly enrol?: string }
  | { readonly name: 'concepts' }
  | { readonly name: 'activity' }
  | { readonly name: 'settings' }
  | { readonly name: 'unknown' };

const secondsOf = (text: string | null): number | null => {
  if (text === null || !/^\d{1,9}(\.\d{1,6})?$/.test(text)) return null;
  return Number(text);
};

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
      return { name: 'search', query: parameters.get('q') ?? '' };
    case 'people':
      return parameters.has('enrol')
        ? { name: 'people', enrol: parameters.get('enrol') ?? '' }
        : { name: 'people' };
    case 'concepts':
    case 'activity':
    case 'settings':
      return { name: screen };
    case 'film':
      if (rest === undefined || !/^[1-9]\d{0,14}$/.test(rest)) return { name: 'unknown' };
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
    case 'search':
      return route.query === '' ? '#/search' : `#/search?${new URLSearchParams({ q: route.query })}`;
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
    case 'unknown':
      return '#/library';
    default:
      return `#/${route.name}`;
  }
}
