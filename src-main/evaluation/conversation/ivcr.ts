import { z } from 'zod';
import type { Interval } from '../../domain/interval.ts';
import { broken, parseJsonLines, type AnnotationText } from '../annotation-file.ts';

// Note: IVCR-200K
// (Han et al. 2025, https://ivcr200k.github.io/IVCR.) The paper describes turns and their annotation (a query in English or Chinese; an
// intent: video retrieval, temporal video grounding, or natural dialogue; the video, and the start and end of the moment in seconds) but
// not how they are written, and its files could not be seen. They are read from a line of JSON a dialogue:
// {"id": "17", "turns": [{"query": "...", "intent": "video retrieval", "video": "v_1"},
//   {"query": "...", "intent": "temporal video grounding", "video": "v_1", "moment": [3.5, 12]}, {"query": "...", "intent": "natural dialogue"}]}

export const turnKinds = ['video retrieval', 'temporal video grounding', 'natural dialogue'] as const;
export type TurnKind = (typeof turnKinds)[number];

/** A turn of a dialogue, and what it is to be answered with. */
export interface AnnotatedTurn {
  readonly query: string;
  readonly kind: TurnKind;
  /** As the data set names it, without an ending; null for dialogue. */
  readonly video: string | null;
  /** Seconds; of temporal video grounding alone. */
  readonly moment: Interval | null;
}

export interface AnnotatedDialogue {
  readonly id: string;
  readonly turns: readonly AnnotatedTurn[];
}

const query = z.string().trim().min(1).max(10_000);
const video = z.string().min(1).max(1000);
const seconds = z.number().min(0).max(1e7);
const turn = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('video retrieval'), query, video }),
  z.object({
    intent: z.literal('temporal video grounding'),
    ...{ query, video, moment: z.tuple([seconds, seconds]) },
  }),
  z.object({ intent: z.literal('natural dialogue'), query }),
]);
const dialogue = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  turns: z.array(turn).min(1).max(100),
});

/** Reads dialogues, one a line. Throws UserFacingError, which names the line, for what does not fit, and for an id that comes twice. */
export function readIvcr(source: AnnotationText): AnnotatedDialogue[] {
  const ids = new Set<string>();
  return parseJsonLines(source, dialogue).map(({ line, value: { id, turns } }) => {
    if (ids.has(id)) throw broken(source, line, `the dialogue ${id} is there twice`);
    ids.add(id);
    return {
      id,
      turns: turns.map((one, at) => {
        const [start, end] = one.intent === 'temporal video grounding' ? one.moment : [0, 1];
        if (end <= start) throw broken(source, line, `turns.${at}.moment: it ends before it begins`);
        return {
          ...{ query: one.query, kind: one.intent },
          video: one.intent === 'natural dialogue' ? null : one.video,
          moment: one.intent === 'temporal video grounding' ? { start, end } : null,
        };
      }),
    };
  });
}
