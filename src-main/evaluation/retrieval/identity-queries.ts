import { z } from 'zod';
import { broken, parseJsonLines, type AnnotationText } from '../annotation-file.ts';
import type { AnnotatedQuery } from './annotations.ts';

// Note: TVR-IT
// (Huang et al. 2025, https://github.com/huangb23/Identity-Text-Video-Corpus-Grounding.) TVR's lines of JSON with `person`, a
// list of names, each of which stands for one `<person>` in `desc`, in order. A video's name begins with its show ("met_s02…");
// names that begin with the season are of bbt. The pictures of a name are `<show>_<name>_<0 or 1>`; names without a picture are
// words as in TVR.

const placeholder = '<person>';
const longest = 1e7;
const time = z.number().min(0).max(longest);
const identityQuery = z.object({
  desc_id: z.number().int(),
  desc: z.string().trim().min(1).max(10_000),
  vid_name: z.string().min(1).max(1000),
  ts: z.tuple([time, time]),
  person: z.array(z.string().min(1).max(200)).max(1000),
});

/** Words of a query, or somebody who is meant by a picture. */
export type QueryPiece =
  | { readonly words: string }
  | { readonly name: string; /** What pictures are called. */ readonly identity: string };

export interface IdentityQuery extends Omit<AnnotatedQuery, 'text'> {
  readonly pieces: readonly QueryPiece[];
}

/** Reads TVR-IT's queries. Throws UserFacingError, which names the line, for what does not fit. */
export function readIdentityQueries(source: AnnotationText): IdentityQuery[] {
  const seen = new Set<number>();
  const queries = parseJsonLines(source, identityQuery).map(({ line, value }): IdentityQuery => {
    const { desc_id, desc, vid_name, ts, person } = value;
    if (seen.has(desc_id)) throw broken(source, line, `query ${desc_id} is there twice`);
    seen.add(desc_id);
    if (ts[1] < ts[0]) throw broken(source, line, 'the window ends before it begins');
    const words = desc.split(placeholder);
    if (words.length - 1 !== person.length) {
      throw broken(source, line, `there are ${words.length - 1} ${placeholder} but ${person.length} names`);
    }
    const show = showOf(vid_name);
    return {
      id: String(desc_id),
      video: vid_name,
      windows: [{ start: ts[0], end: ts[1] }],
      pieces: words.flatMap((some, index): QueryPiece[] => {
        const name = person[index - 1];
        const before = name === undefined ? [] : [{ name, identity: `${show}_${name}` }];
        return some === '' ? before : [...before, { words: some }];
      }),
    };
  });
  if (queries.length === 0) throw broken(source, null, 'it holds no query');
  return queries;
}

/** The identity that a picture's name, without its ending, shows; null for other names. */
export function identityOfPicture(name: string): string | null {
  return /^(\w+?_.+)_[01]$/.exec(name)?.[1] ?? null;
}

function showOf(video: string): string {
  const [first] = video.split('_') as [string];
  return /^s\d/.test(first) ? 'bbt' : first;
}
