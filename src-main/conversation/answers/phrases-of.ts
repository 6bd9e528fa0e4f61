import type { SpokenLanguage } from '../../domain/spoken-language.ts';
import { chinese } from './chinese.ts';
import { english } from './english.ts';
import type { Phrases } from './phrases.ts';

/** What answers are made of, by the language of the turn. */
export const phrasesOf: Readonly<Record<SpokenLanguage, Phrases>> = { en: english, zh: chinese };
