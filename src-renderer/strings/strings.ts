import type { english } from './english.ts';

type English = typeof english;

/** What a language must offer: every key of English, with the same arguments. A missing key fails the type check. */
export type Strings = {
  readonly [K in keyof English]: English[K] extends (...values: infer Values) => string
    ? (...values: Values) => string
    : string;
};

export type StringKey = keyof Strings;

/** The arguments that a key's text takes; none for a plain text. */
export type StringValues<K extends StringKey> = Strings[K] extends (...values: infer Values) => string
  ? Values
  : [];

export type LanguageCode = 'en' | 'zh';
