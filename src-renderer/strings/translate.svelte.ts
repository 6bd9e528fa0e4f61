import { chinese } from './chinese.ts';
import { english } from './english.ts';
import { isolated } from './isolated.ts';
import type { LanguageCode, StringKey, Strings, StringValues } from './strings.ts';

const languages: Record<LanguageCode, Strings> = { en: english, zh: chinese };

/** The languages to choose from, each under its own name. */
export const languageNames: readonly { code: LanguageCode; name: string }[] = [
  { code: 'en', name: english['language.own'] },
  { code: 'zh', name: chinese['language.own'] },
];

const storageKey = 'kinora.language';

const isLanguage = (value: unknown): value is LanguageCode => value === 'en' || value === 'zh';

const preferred = (): LanguageCode => {
  const stored = localStorage.getItem(storageKey);
  if (isLanguage(stored)) return stored;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
};

class Language {
  current = $state<LanguageCode>(preferred());

  choose(code: LanguageCode): void {
    this.current = code;
    localStorage.setItem(storageKey, code);
  }
}

export const language = new Language();

/** The text for a key in the language of the moment; texts with values take them as arguments. */
export function t<K extends StringKey>(key: K, ...values: StringValues<K>): string {
  const text = languages[language.current][key] as string | ((...given: unknown[]) => string);
  return typeof text === 'function' ? text(...values.map(isolated)) : text;
}
