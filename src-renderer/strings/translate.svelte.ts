import { english } from './english.ts';
import { isolated } from './isolated.ts';
import type { LanguageCode, StringKey, Strings, StringValues } from './strings.ts';

/** Everybody reads the English texts before anything is seen; others only those who chose them. */
const tables: Record<LanguageCode, () => Promise<Strings>> = {
  en: () => Promise.resolve(english),
  zh: async () => (await import('./chinese.ts')).chinese,
};

/** The languages to choose from, each under its own name. */
export const languageNames: readonly { code: LanguageCode; name: string }[] = [
  { code: 'en', name: 'English' },
  { code: 'zh', name: '中文' },
];

const storageKey = 'kinora.language';

const isLanguage = (value: unknown): value is LanguageCode => value === 'en' || value === 'zh';

const preferred = (): LanguageCode => {
  const stored = localStorage.getItem(storageKey);
  if (isLanguage(stored)) return stored;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
};

/** Which language the interface speaks. */
class Language {
  #table = $state.raw<Strings>(english);
  #current = $state<LanguageCode>('en');

  get current(): LanguageCode {
    return this.#current;
  }

  get table(): Strings {
    return this.#table;
  }

  /** Speaks what was chosen, or what the browser prefers; English where its texts cannot be had. */
  async begin(): Promise<void> {
    await this.#speak(preferred()).catch(() => undefined);
  }

  /** Rejects when the texts cannot be had; the language stays as it was then. */
  async choose(code: LanguageCode): Promise<void> {
    await this.#speak(code);
    localStorage.setItem(storageKey, code);
  }

  async #speak(code: LanguageCode): Promise<void> {
    this.#table = await tables[code]();
    this.#current = code;
  }
}

export const language = new Language();

/** The text for a key in the language of the moment; texts with values take them as arguments. */
export function t<K extends StringKey>(key: K, ...values: StringValues<K>): string {
  const text = language.table[key] as string | ((...given: unknown[]) => string);
  return typeof text === 'function' ? text(...values.map(isolated)) : text;
}
