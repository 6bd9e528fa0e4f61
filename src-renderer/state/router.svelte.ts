import { hashOf, parseRoute, type Route } from '../rules/routes.ts';

/** The screen that the address names. The browser's history is the only memory: back and forward just work. */
class Router {
  route = $state.raw<Route>(parseRoute(window.location.hash));
  /** Names the entry in the history: a screen that is come back to finds its scroll position by it. */
  entry = $state('');

  constructor() {
    window.addEventListener('popstate', () => this.#read());
    this.#read();
  }

  go(route: Route): void {
    const hash = hashOf(route);
    if (hash === window.location.hash) return;
    window.history.pushState(null, '', hash);
    this.#read();
  }

  /** Goes to a search, grouped as results are now; `step` says whether it is a new entry in the history. */
  search(query: string, step: 'go' | 'replace' = 'go'): void {
    const { route } = this;
    const grouping = route.name === 'search' && route.byFilm ? { byFilm: true as const } : {};
    this[step]({ name: 'search', query, ...grouping });
  }

  /** Changes the address without a new entry in the history, for instance while a query is typed. */
  replace(route: Route): void {
    window.history.replaceState(window.history.state, '', hashOf(route));
    this.#read();
  }

  #read(): void {
    const state: unknown = window.history.state;
    if (typeof state === 'string') this.entry = state;
    else {
      // Not `randomUUID`: a page that comes from another machine without encryption does not have it.
      this.entry = crypto.getRandomValues(new Uint32Array(4)).join('-');
      window.history.replaceState(this.entry, '');
    }
    this.route = parseRoute(window.location.hash);
  }
}

export const router = new Router();
