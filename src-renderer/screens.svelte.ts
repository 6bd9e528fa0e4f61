import type { Component } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';

/** Each screen is a file of its own, so that the first one is there before the others are read. */
const files = {
  library: () => import('./library/LibraryScreen.svelte'),
  film: () => import('./film/FilmScreen.svelte'),
  search: () => import('./search/SearchScreen.svelte'),
  people: () => import('./people/PeopleScreen.svelte'),
  person: () => import('./people/PersonScreen.svelte'),
  concepts: () => import('./concepts/ConceptsScreen.svelte'),
  collections: () => import('./collections/CollectionsScreen.svelte'),
  collection: () => import('./collections/TrayScreen.svelte'),
  talk: () => import('./conversation/ConversationScreen.svelte'),
  activity: () => import('./activity/ActivityScreen.svelte'),
  settings: () => import('./settings/SettingsScreen.svelte'),
} as const;

export type ScreenName = keyof typeof files;
export type ScreenOf<N extends ScreenName> = Awaited<ReturnType<(typeof files)[N]>>['default'];

/** Milliseconds after somebody last scrolled in which nothing is fetched beforehand: to read a file takes longer than a frame. */
const stillness = 400;

const names = Object.keys(files) as ScreenName[];

/** The screens that are there, and how the others come. */
class Screens {
  readonly #there = new SvelteMap<ScreenName, Component<never>>();
  readonly #coming = new Map<ScreenName, Promise<void>>();
  #areWanted = false;

  /** Undefined until it is there. */
  of<N extends ScreenName>(name: N): ScreenOf<N> | undefined {
    return this.#there.get(name) as ScreenOf<N> | undefined;
  }

  /** Fetches a screen, once. Rejects when it cannot be had; asked again, it is fetched again. */
  fetch(name: ScreenName): Promise<void> {
    const coming = this.#coming.get(name) ?? this.#read(name);
    this.#coming.set(name, coming);
    coming.catch(() => this.#coming.delete(name));
    return coming;
  }

  /**
   * Fetches all screens one after the other while the page has nothing else to do: going to one is then instant, and
   * possible while the core is gone.
   */
  async fetchAll(): Promise<void> {
    if (this.#areWanted) return;
    this.#areWanted = true;
    let scrolledAt = -Infinity;
    const onscroll = (): void => void (scrolledAt = performance.now());
    document.addEventListener('scroll', onscroll, { capture: true, passive: true });
    for (const name of names) {
      do {
        await new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: 2000 }));
      } while (performance.now() - scrolledAt < stillness);
      // Whoever goes there is told.
      await this.fetch(name).catch(() => undefined);
    }
    document.removeEventListener('scroll', onscroll, { capture: true });
  }

  async #read(name: ScreenName): Promise<void> {
    const file = await files[name]();
    this.#there.set(name, file.default as Component<never>);
  }
}

export const screens = new Screens();
