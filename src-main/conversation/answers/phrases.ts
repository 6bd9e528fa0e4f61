import type { Intent } from '../intent.ts';
import type { ChatFailureReason } from '../../models/language-model/chat-endpoint.ts';

/** A stretch of a film as answers name it. */
export interface Place {
  readonly title: string;
  /** As `1:02`. */
  readonly from: string;
  readonly to: string;
}

/**
 * The sentences of answers. What stands in the places of a template comes from the index or is a count of it; nothing else
 * is ever said of a film.
 */
export interface Phrases {
  found(moments: number, films: number): string;
  nearest(moments: number): string;
  nothing(query: string): string;
  at(place: Place): string;
  onScreen(people: readonly string[], place: Place): string;
  nobodyElse(place: Place): string;
  said(lines: readonly string[], place: Place): string;
  nothingSaid(place: Place): string;
  shows(things: readonly string[], place: Place): string;
  film(title: string, duration: string): string;
  lasts(place: Place, seconds: string): string;
  counted(moments: number, films: number): string;
  people(names: readonly string[], place: Place): string;
  compared(longer: Place, shorter: Place, seconds: string): string;
  asLong(a: Place, b: Place): string;
  onlyIn(things: readonly string[], place: Place): string;
  inBoth(things: readonly string[]): string;
  sameFilm(title: string): string;
  chosen(place: Place): string;
  // What changed, and what could not be done: no claims about films.
  newTopic(): string;
  noResults(): string;
  noMore(): string;
  noFurther(): string;
  filmIsGone(): string;
  hidden(count: number): string;
  exported(count: number): string;
  modelFailed(reason: ChatFailureReason, address: string): string;
  whichIntent(): string;
  whichPerson(): string;
  nobodyKnown(): string;
  intents: Readonly<Record<Intent, string>>;
}
