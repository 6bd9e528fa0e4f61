import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languageOf, readSubtitleMarks } from '../../../../src-main/media/sidecars/language-suffix.ts';

describe('The marks of a subtitle file', () => {
  it.each([
    ['', null, false, false],
    ['.en', 'en', false, false],
    ['.eng.forced', 'en', true, false],
    ['.ger', 'de', false, false],
    ['.deu', 'de', false, false],
    ['.fre', 'fr', false, false],
    ['.chi', 'zh', false, false],
    ['.zh-Hans', 'zh-Hans', false, false],
    ['.zh-cn', 'zh-CN', false, false],
    ['.chs', 'zh-Hans', false, false],
    ['.pt_BR.sdh', 'pt-BR', false, true],
    ['.pob', 'pt-BR', false, false],
    ['.es-419', 'es-419', false, false],
    ['.german', 'de', false, false],
    ['.Romanian', 'ro', false, false],
    ['.forced.en', 'en', true, false],
    ['.en.cc', 'en', false, true],
    ['.hi', 'hi', false, false],
    ['.en.hi', 'en', false, true],
    ['.2.en', 'en', false, false],
    ['.extras', null, false, false],
    ['.xx', null, false, false],
  ])('%s say the language %s, forced %s, for the hard of hearing %s', (marks, language, forced, sdh) => {
    expect(readSubtitleMarks(marks)).toEqual({ language, forced, sdh });
  });

  it('give a tag that the platform knows, or none, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (text) => {
        const language = languageOf(text);
        if (language !== null) expect(Intl.getCanonicalLocales(language)).toEqual([language]);
      }),
    );
  });
});
