import { failureWords } from '../../models/language-model/failure-words.ts';
import type { Phrases, Place } from './phrases.ts';

const stretch = ({ title, from, to }: Place): string => `“${title}”, ${from}–${to}`;
const list = (names: readonly string[]): string => new Intl.ListFormat('en').format(names);
const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;
const quoted = (lines: readonly string[]): string => lines.map((line) => `“${line}”`).join(' ');

export const english: Phrases = {
  found: (moments, films) => `${count(moments, 'moment')} in ${count(films, 'film')}.`,
  nearest: (moments) => `Nothing is sure enough; the nearest: ${count(moments, 'moment')}.`,
  nothing: (query) => `Nothing was found for: ${query}.`,
  at: (place) => `${stretch(place)}.`,
  onScreen: (people, place) => `${list(people)} on screen: ${stretch(place)}.`,
  nobodyElse: (place) => `Nobody else who is known is on screen: ${stretch(place)}.`,
  said: (lines, place) => `Said in ${stretch(place)}: ${quoted(lines)}`,
  nothingSaid: (place) => `No line is known in ${stretch(place)}.`,
  shows: (things, place) => `The picture shows ${list(things)}: ${stretch(place)}.`,
  film: (title, duration) => `The film is “${title}”, ${duration} long.`,
  lasts: (place, seconds) => `${stretch(place)} lasts ${seconds} s.`,
  counted: (moments, films) => `${count(moments, 'time')}, in ${count(films, 'film')}.`,
  people: (names, place) =>
    `${count(names.length, 'known person').replace('persons', 'people')} in ${stretch(place)}: ${list(names)}.`,
  compared: (longer, shorter, seconds) =>
    `${stretch(longer)} is ${seconds} s longer than ${stretch(shorter)}.`,
  asLong: (a, b) => `${stretch(a)} and ${stretch(b)} are equally long.`,
  onlyIn: (things, place) => `Only in ${stretch(place)}: ${list(things)}.`,
  inBoth: (things) => `In both: ${list(things)}.`,
  sameFilm: (title) => `Both are from “${title}”.`,
  chosen: (place) => `Chosen: ${stretch(place)}.`,
  newTopic: () => 'A new topic: what was looked for before is put aside.',
  noResults: () => 'There are no results to speak of yet. Say what to look for.',
  noMore: () => 'There are no more results in this direction.',
  noFurther: () => 'The film does not go on in this direction.',
  filmIsGone: () => 'The film that was spoken of is no longer in the library, so all films are asked.',
  hidden: (number) => `${count(number, 'result')} put aside.`,
  exported: (number) => `${count(number, 'moment')} chosen to be written as clips.`,
  modelFailed: (reason, address) =>
    `The language model at ${address} ${failureWords.en[reason]}, so this turn was understood without it.`,
  whichIntent: () => 'What do you mean?',
  whichPerson: () => 'Whom do you mean?',
  nobodyKnown: () => 'Nobody who is known',
  intents: {
    'find-film': 'Find a film',
    'find-moment': 'Find moments',
    ask: 'Ask about what is shown',
    'new-topic': 'Begin a new topic',
    'film-to-moment': 'Find the moment in this film',
    'moment-to-film': 'Show the whole film',
    analogous: 'Find something similar',
    refine: 'Narrow the results',
    exclude: 'Leave something out',
    compare: 'Compare results',
    count: 'Count',
    next: 'The next result',
    previous: 'The previous result',
    longer: 'Make it longer',
    shorter: 'Make it shorter',
    before: 'What comes before',
    after: 'What comes after',
    export: 'Make clips',
  },
};
