import { speechLanes, type SpeechLane } from '../rules/speech-lanes.ts';
import type { AppState } from '../state/app-state.svelte.ts';
import type { FilmTracks } from './film-tracks.svelte.ts';
import type { PlayerState } from './player-state.svelte.ts';

/** More speakers and things have no lane of their own. */
const mostSpeakers = 6;
const mostThings = 6;

/** What the lanes of a film's timeline show, besides its shots, people and lines. */
export class TimelineLanes {
  readonly things = $derived.by(() => this.#player.film.things.slice(0, mostThings));
  readonly spoken = $derived.by(() => speechLanes(this.#player.film.utterances, mostSpeakers));
  /** Speech, while nothing tells voices apart. */
  readonly unknownSpeech = $derived.by(() => (this.spoken.length > 0 ? [] : this.#player.film.speech));
  readonly tracks = $derived.by(() => this.#tracks.list);
  /** Moments of this film that answer the latest search, in time order. */
  readonly found = $derived.by(() =>
    (this.#app.search.result?.moments ?? [])
      .filter(({ videoId }) => videoId === this.#player.film.id)
      .toSorted((a, b) => a.start - b.start),
  );
  readonly #app: Pick<AppState, 'search' | 'voices'>;
  readonly #player: PlayerState;
  readonly #tracks: FilmTracks;

  constructor(app: Pick<AppState, 'search' | 'voices'>, player: PlayerState, tracks: FilmTracks) {
    this.#app = app;
    this.#player = player;
    this.#tracks = tracks;
  }

  speakerName({ name, number }: SpeechLane): string {
    return name ?? this.#app.voices.label(number ?? 0);
  }
}
