import type { Interval } from '../../domain/interval.ts';
import type { LikelihoodStep, SeenAs } from '../../store/likelihood-table.ts';
import type { NamedFigure } from './name-figures.ts';

/** Somebody hidden or turned away within a shot for up to this many seconds is still there. */
const mostHidden = 3;
/** What a second of being hidden leaves of the likelihood. */
const hiddenShare = 0.85;

interface Piece extends Interval {
  readonly probability: number;
  readonly seen: SeenAs;
  readonly trackId: number;
}

/**
 * The likelihood over time that each person is on screen, as steps in time order: from faces where they are seen, from
 * bodies around them, and lower while somebody is hidden within a shot. Where several speak at once the likeliest counts,
 * since they are sights of one thing.
 */
export function likelihoodSteps(named: readonly NamedFigure[]): LikelihoodStep[] {
  return [...Map.groupBy(named, ({ personId }) => personId)].flatMap(([personId, own]) =>
    stepsOf([...own.flatMap(piecesOf), ...hiddenPieces(own)]).map((step) => ({ personId, ...step })),
  );
}

function piecesOf({ figure, personId, probability, trackId }: NamedFigure): Piece[] {
  const faces = figure.faces.map(({ start, end, identity, trackId: own }): Piece => ({
    start,
    end,
    probability: identity?.personId === personId ? identity.confidence : probability,
    seen: 'face',
    trackId: own,
  }));
  if (!figure.body) return faces;
  const { start, end } = figure.body;
  return [...faces, { start, end, probability, seen: 'body', trackId }];
}

function hiddenPieces(named: readonly NamedFigure[]): Piece[] {
  const pieces: Piece[] = [];
  for (const own of Map.groupBy(named, ({ figure }) => figure.shot).values()) {
    const sorted = own.toSorted((a, b) => a.figure.start - b.figure.start);
    for (const [index, after] of sorted.entries()) {
      const before = sorted[index - 1];
      if (!before) continue;
      const start = before.figure.end;
      const end = after.figure.start;
      if (end <= start || end - start > mostHidden) continue;
      const probability = Math.min(before.probability, after.probability) * hiddenShare ** (end - start);
      pieces.push({ start, end, probability, seen: 'hidden', trackId: before.trackId });
    }
  }
  return pieces;
}

/** Steps without overlaps: at each time the likeliest piece, and of equal ones the face. */
function stepsOf(pieces: readonly Piece[]): Piece[] {
  const times = [...new Set(pieces.flatMap(({ start, end }) => [start, end]))].toSorted((a, b) => a - b);
  const steps: { start: number; end: number; probability: number; seen: SeenAs; trackId: number }[] = [];
  for (const [index, start] of times.entries()) {
    const end = times[index + 1];
    if (end === undefined) break;
    let best: Piece | null = null;
    for (const piece of pieces) {
      if (piece.start > start || piece.end < end) continue;
      const isBetter =
        !best ||
        piece.probability > best.probability ||
        (piece.probability === best.probability && piece.seen === 'face' && best.seen !== 'face');
      if (isBetter) best = piece;
    }
    if (!best) continue;
    const { probability, seen, trackId } = best;
    const last = steps.at(-1);
    const goesOn =
      last?.end === start &&
      last.probability === probability &&
      last.seen === seen &&
      last.trackId === trackId;
    if (goesOn) last.end = end;
    else steps.push({ start, end, probability, seen, trackId });
  }
  return steps;
}
