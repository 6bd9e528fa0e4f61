/** What the marks between a film's name and a subtitle file's extension say. */
export interface SubtitleMarks {
  /** BCP 47, for example `pt-BR`; null when it is not said. */
  readonly language: string | null;
  /** Only what is not in the film's own language. */
  readonly forced: boolean;
  /** For the deaf and hard of hearing: sounds are described. */
  readonly sdh: boolean;
}

/** Codes that subtitle sites use beside ISO 639. */
const otherCodes: Readonly<Record<string, string>> = {
  pob: 'pt-BR',
  chs: 'zh-Hans',
  cht: 'zh-Hant',
};

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/**
 * Reads marks such as `.en`, `.eng.forced`, `.zh-Hans`, `.pt_BR.sdh` or `.german`. `hi` means hard of hearing behind a
 * language and Hindi alone. What is understood by nobody is passed over.
 *
 * @param marks with its leading dot, or empty
 */
export function readSubtitleMarks(marks: string): SubtitleMarks {
  let language: string | null = null;
  let forced = false;
  let sdh = false;
  for (const mark of marks.toLowerCase().split('.').filter(Boolean)) {
    if (mark === 'forced' || mark === 'foreign') forced = true;
    else if (mark === 'sdh' || mark === 'cc') sdh = true;
    else if (language === null) language = languageOf(mark);
    else if (mark === 'hi') sdh = true;
  }
  return { language, forced, sdh };
}

/**
 * The BCP 47 tag of a language as files name it: by a code of two or three letters (ISO 639-1, 639-2 in both of its
 * forms), a tag, or its English name. Null when there is no such language.
 */
export function languageOf(text: string): string | null {
  const code = text.trim().toLowerCase().replaceAll('_', '-');
  const other = otherCodes[code];
  if (other !== undefined) return other;
  if (/^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/.test(code)) {
    try {
      const [tag] = Intl.getCanonicalLocales(code);
      if (tag !== undefined && languageNames.of(tag) !== undefined) return tag;
    } catch {
      return null;
    }
  }
  return byEnglishName().get(code) ?? null;
}

let namedLanguages: ReadonlyMap<string, string> | null = null;

/** The languages of two letters by their English names. */
function byEnglishName(): ReadonlyMap<string, string> {
  if (namedLanguages !== null) return namedLanguages;
  const named = new Map<string, string>();
  for (const first of letters) {
    for (const second of letters) {
      const name = languageNames.of(first + second)?.toLowerCase();
      if (name !== undefined) named.set(name, Intl.getCanonicalLocales(first + second)[0]!);
    }
  }
  namedLanguages = named;
  return named;
}

const letters = [...'abcdefghijklmnopqrstuvwxyz'];
