/** The language in which somebody asks and is answered. */
export type SpokenLanguage = 'en' | 'zh';

/** Chinese where at least a third of what is written is: names may be Latin. */
export function languageOf(text: string): SpokenLanguage {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  return han > 0 && han >= latin / 2 ? 'zh' : 'en';
}
