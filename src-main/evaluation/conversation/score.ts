import { intervalIou, type Interval } from '../../domain/interval.ts';
import type { AnnotatedTurn, TurnKind } from './ivcr.ts';

/** What a turn was answered with. */
export interface AnsweredTurn {
  readonly truth: AnnotatedTurn;
  readonly kind: TurnKind;
  /** Best first. */
  readonly found: readonly (Interval & { readonly video: string })[];
}

/** A measure of the turns that stand at one place of their dialogues, 0..100. */
export interface TurnFigure {
  readonly name: string;
  readonly value: number;
  readonly turns: number;
}

/** The paper's tables tell of so many turns. */
const mostTurns = 8;

/**
 * IVCR's measures by turn: how often the intent is told; of turns that ask for something, R@1 and R@10 of the video; of those that ask for
 * a moment, R@1 at an IoU of 0.5 and 0.7, where another video counts as no overlap. Errors of earlier turns are carried over by whoever
 * answers. What there are no turns for is left out.
 */
export function scoreDialogues(dialogues: readonly (readonly AnsweredTurn[])[]): TurnFigure[] {
  return Array.from({ length: mostTurns }, (_, place) => {
    const turns = dialogues.flatMap((dialogue) => dialogue[place] ?? []);
    const asking = turns.filter(({ truth }) => truth.video !== null);
    const moments = asking.filter(({ truth }) => truth.moment !== null);
    return [
      figure(place, 'intent', turns, ({ truth, kind }) => truth.kind === kind),
      figure(place, 'R@1', asking, (one) => isVideoIn(one, 1)),
      figure(place, 'R@10', asking, (one) => isVideoIn(one, 10)),
      figure(place, 'R@1 IoU 0.5', moments, (one) => iouOf(one) >= 0.5),
      figure(place, 'R@1 IoU 0.7', moments, (one) => iouOf(one) >= 0.7),
    ].flat();
  }).flat();
}

function figure(
  place: number,
  name: string,
  turns: readonly AnsweredTurn[],
  isRight: (turn: AnsweredTurn) => boolean,
): TurnFigure[] {
  if (turns.length === 0) return [];
  const value = (100 * turns.filter(isRight).length) / turns.length;
  return [{ name: `turn ${place + 1}, ${name}`, value, turns: turns.length }];
}

/** Of videos, not moments: several moments of one video are one answer. */
function isVideoIn({ truth, found }: AnsweredTurn, most: number): boolean {
  return [...new Set(found.map(({ video }) => video))].slice(0, most).includes(truth.video!);
}

function iouOf({ truth, found: [first] }: AnsweredTurn): number {
  return first && first.video === truth.video ? intervalIou(first, truth.moment!) : 0;
}
