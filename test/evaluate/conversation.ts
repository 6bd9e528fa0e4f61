import { readFileSync } from 'node:fs';
import { intents } from '../../src-main/conversation/intent.ts';
import type { SpokenLanguage } from '../../src-main/domain/spoken-language.ts';
import { NearestIntent } from '../../src-main/conversation/understanding/nearest-intent.ts';
import {
  exampleNames,
  parseParaphrases,
  shippedParaphrases,
} from '../../src-main/conversation/understanding/paraphrases.ts';
import type { FigurePrinter } from '../bench/figure.ts';

const bounds: Readonly<Record<SpokenLanguage, string>> = { en: '>= 0.95', zh: '>= 0.92' };
const languageNames: Readonly<Record<SpokenLanguage, string>> = { en: 'English', zh: 'Chinese' };

/** How well turns of a conversation are understood: sentences that no table of paraphrases holds. */
export function evaluateConversation(figures: FigurePrinter): Promise<void> {
  const nearest = new NearestIntent(shippedParaphrases());
  for (const [language, file] of [
    ['en', 'held-out-english.txt'],
    ['zh', 'held-out-chinese.txt'],
  ] as const) {
    const heldOut = parseParaphrases(
      readFileSync(new URL(`./conversation/${file}`, import.meta.url), 'utf8'),
    );
    const on = `${heldOut.length} sentences of ${intents.length} intents, out of context`;
    const told = heldOut.map((one) => ({ ...one, ranked: nearest.rank(one.text, exampleNames) }));
    const right = told.filter(({ intent, ranked }) => ranked[0]!.intent === intent);
    const among = told.filter(({ intent, ranked }) =>
      ranked.slice(0, 2).some((one) => one.intent === intent),
    );
    const name = languageNames[language];
    figures.print(`intent accuracy, ${name}`, right.length / told.length, on, bounds[language]);
    figures.print(`intent among the first two, ${name}`, among.length / told.length, on);
    for (const { text, intent, ranked } of told) {
      if (ranked[0]!.intent !== intent) console.error(`${intent} taken for ${ranked[0]!.intent}: ${text}`);
    }
  }
  return Promise.resolve();
}
