import { overlapOf, type Interval } from '../../domain/interval.ts';
import { dot } from '../../domain/vector.ts';
import type { PersonTemplate } from '../../store/people-table.ts';
import type { IdentityRules } from '../identify.ts';
import { clothesEvidenceOf, type ClothesEvidence } from './clothes-evidence.ts';
import type { PersonFaces } from './face-evidence.ts';
import type { Figure } from './figure.ts';
import { facesEvidence, knownFaces, type TaughtFace } from './known-faces.ts';
import { placeEvidence, surelyOnePlace } from './place-evidence.ts';
import { strangerEvidence } from './stranger-evidence.ts';
import { turnEvidence, type FacesOfShots } from './turn-evidence.ts';

/** Whom a figure shows. */
export interface NamedFigure {
  readonly figure: Figure;
  readonly personId: number;
  /** 0..1 */
  readonly probability: number;
  /** The face by which the person is known: the figure's own, or that of another figure of the scene. */
  readonly trackId: number;
}

/** People are taken to wear the same, and to keep their places, for so many seconds. */
const sceneSeconds = 90;
/** Nobody is in two places: figures that share more time than this are two people. */
const mostShared = 0.3;
/** Before anything is seen of a figure, in nats against a stranger: somebody whose face was seen in the scene, or was not. */
const inScene = -0.5;
const elsewhere = -2.5;
/** Further, for somebody whom the film's cast does not name. */
const unbilled = -2;
/** Probability from which a figure is given a name, round by round: the surest first, since they tell of others. */
const enough = [0.9, 0.9, 0.75, 0.75, 0.6, 0.6];
/** Probability from which a figure hands its name on, and from which its faces tell what the person looks like. */
const enoughToCarry = 0.7;
const enoughToTeach = 0.9;
/** What faces and the order of shots say together is never louder than this, in nats. */
const mostEvidence = 4;

/**
 * Note: how a name is carried
 * A face that is known names its figure. A figure whose face is turned away, small or not seen at all may still be known:
 * by what of its face can be read, by its clothes, by its place where the camera stands where it stood before, and by the
 * order of shots; and it is nobody who is seen elsewhere at that time. Each says something for or against each person in
 * nats, learned or calibrated, and their sum against that of a stranger is the probability. The surest are named first, and
 * then stand in the way of others and hand their names on. Whoever is in doubt stays unnamed. Strangers whose faces were
 * grouped are somebody too: they stand in the way as well, so that nobody is taken for the only one who is known.
 *
 * @param figures of one film, sorted by start; strangers have numbers below 0
 * @param isUnbilled whom the film's cast speaks against
 */
export function nameFigures(
  figures: readonly Figure[],
  templates: readonly PersonTemplate[],
  rules: IdentityRules,
  isUnbilled: (personId: number) => boolean = () => false,
): NamedFigure[] {
  const named = new Map<Figure, NamedFigure>();
  for (const figure of figures) {
    const own = byOwnFace(figure);
    if (own) named.set(figure, own);
  }
  if (named.size === 0) return [];
  const shown = facesOfShots(named.values());
  const clothes = clothesEvidenceOf(
    figures,
    (figure) => named.get(figure)?.personId ?? null,
    (a, b) => areNear(a, b),
  );
  const open = figures.filter((figure) => !named.has(figure) && !figure.faces.some(({ ignored }) => ignored));
  const known = new Set(
    [...named.values()].flatMap(({ figure, personId }) => (personId > 0 ? [figure] : [])),
  );
  const strangers = new Map(
    open.map((figure) => [
      figure,
      strangerEvidence(
        figure,
        figures.filter((other) => areNear(other, figure)),
        (other) => known.has(other),
      ),
    ]),
  );
  const inPlace = new Map(open.map((figure) => [figure, samePlace(figure, open)]));
  let taught = taughtBy(named.values());
  let people = knownFaces(templates, taught);
  let hints = hintsOf(inPlace, people, rules, shown);
  for (const least of enough) {
    const claims = open
      .filter((figure) => !named.has(figure))
      .flatMap((figure) =>
        claimsOf(
          figure,
          [...named.values()],
          people,
          { evidence: hints.get(figure)!, stranger: strangers.get(figure)!, isUnbilled },
          clothes,
        ),
      )
      .filter(({ probability }) => probability >= least)
      .toSorted((a, b) => b.probability - a.probability);
    for (const claim of claims) {
      if (named.has(claim.figure) || isTaken(claim, named.values())) continue;
      named.set(claim.figure, claim);
    }
    const further = taughtBy(named.values());
    if (further.length === taught.length) continue;
    taught = further;
    people = knownFaces(templates, taught);
    hints = hintsOf(inPlace, people, rules, shown);
  }
  return [...named.values()];
}

function byOwnFace(figure: Figure): NamedFigure | null {
  let best: NamedFigure | null = null;
  for (const { identity, trackId } of figure.faces) {
    if (!identity || identity.confidence <= (best?.probability ?? 0)) continue;
    best = { figure, personId: identity.personId, probability: identity.confidence, trackId };
  }
  return best;
}

/** Whom the faces of each shot show. */
function facesOfShots(named: Iterable<NamedFigure>): FacesOfShots {
  const shown = new Map<number, Set<number>>();
  for (const { figure, personId } of named) {
    shown.set(figure.shot, (shown.get(figure.shot) ?? new Set()).add(personId));
  }
  return shown;
}

/** The faces that surely show somebody: by themselves, or by all that is known of their figures. */
function taughtBy(named: Iterable<NamedFigure>): TaughtFace[] {
  return [...named]
    .filter(({ probability }) => probability >= enoughToTeach)
    .flatMap(({ figure, personId }) =>
      figure.faces
        .filter(({ refused }) => !refused.has(personId))
        .map((face): TaughtFace => ({ face, personId })),
    );
}

/**
 * What is known of each figure before anybody's name is carried to it, from the faces that are known by now: its own, those
 * of who sits in its place in other shots from the same place of the camera, and the order of shots.
 *
 * @param inPlace see {@link samePlace}
 */
function hintsOf(
  inPlace: ReadonlyMap<Figure, readonly Figure[]>,
  people: readonly PersonFaces[],
  rules: IdentityRules,
  shown: FacesOfShots,
): Map<Figure, ReadonlyMap<number, number>> {
  const faces = new Map([...inPlace.keys()].map((figure) => [figure, facesEvidence(figure, people, rules)]));
  return new Map(
    [...inPlace].map(([figure, others]) => [
      figure,
      summed([faces.get(figure)!, ...others.map((other) => faces.get(other)!), turnEvidence(figure, shown)]),
    ]),
  );
}

/** Those with faces who have a figure's place in other shots from the same place of the camera. */
function samePlace(figure: Figure, others: readonly Figure[]): Figure[] {
  return others.filter(
    (other) =>
      other.faces.length > 0 &&
      other.shot !== figure.shot &&
      areNear(other, figure) &&
      placeEvidence(other, figure) >= surelyOnePlace,
  );
}

function summed(parts: readonly ReadonlyMap<number, number>[]): ReadonlyMap<number, number> {
  const sum = new Map<number, number>();
  for (const part of parts) {
    for (const [personId, evidence] of part) sum.set(personId, (sum.get(personId) ?? 0) + evidence);
  }
  const clipped = (evidence: number) => Math.max(-mostEvidence, Math.min(mostEvidence, evidence));
  return new Map([...sum].map(([personId, evidence]) => [personId, clipped(evidence)]));
}

/** What is known of a figure before anybody's name is carried to it, in nats. */
interface Hints {
  /** For each person. */
  readonly evidence: ReadonlyMap<number, number>;
  /** For a stranger. */
  readonly stranger: number;
  readonly isUnbilled: (personId: number) => boolean;
}

/** Whom a figure may show, and how likely, given who is named already. */
function claimsOf(
  figure: Figure,
  named: readonly NamedFigure[],
  people: readonly PersonFaces[],
  hints: Hints,
  clothes: ClothesEvidence,
): NamedFigure[] {
  const near = named.filter((other) => areNear(other.figure, figure));
  const there = new Set(
    near.filter((other) => overlapOf(other.figure, figure) > mostShared).map(({ personId }) => personId),
  );
  const carriers = Map.groupBy(
    near.filter(({ probability }) => probability >= enoughToCarry),
    ({ personId }) => personId,
  );
  const claims: { personId: number; evidence: number; trackId: number }[] = [];
  for (const { personId } of people) {
    if (there.has(personId) || figure.faces.some(({ refused }) => refused.has(personId))) continue;
    const carried = bestCarrier(figure, carriers.get(personId) ?? [], clothes);
    const trackId = carried?.trackId ?? figure.faces[0]?.trackId;
    if (trackId === undefined) continue;
    const prior =
      (carriers.has(personId) ? inScene : elsewhere) + (hints.isUnbilled(personId) ? unbilled : 0);
    claims.push({
      personId,
      trackId,
      evidence: prior + (hints.evidence.get(personId) ?? 0) + (carried?.evidence ?? 0),
    });
  }
  const total = claims.reduce((sum, { evidence }) => sum + Math.exp(evidence), Math.exp(hints.stranger));
  return claims.map(({ personId, trackId, evidence }) => ({
    figure,
    personId,
    trackId,
    probability: Math.exp(evidence) / total,
  }));
}

/** What clothes and places say for a person, and the figure that says most. */
function bestCarrier(figure: Figure, carriers: readonly NamedFigure[], clothes: ClothesEvidence) {
  let likeness: number | null = null;
  let place = 0;
  let best: { evidence: number; trackId: number } | null = null;
  for (const { figure: other, trackId } of carriers) {
    const own = figure.body && other.body ? dot(figure.body.look, other.body.look) : null;
    if (own !== null) likeness = Math.max(likeness ?? -1, own);
    const there = placeEvidence(figure, other);
    if (there > place || (place === 0 && there < 0)) place = there;
    const evidence = (own === null ? 0 : clothes(own)) + there;
    if (!best || evidence > best.evidence) best = { evidence, trackId };
  }
  if (!best) return null;
  return { evidence: (likeness === null ? 0 : clothes(likeness)) + place, trackId: best.trackId };
}

function isTaken({ figure, personId }: NamedFigure, named: Iterable<NamedFigure>): boolean {
  for (const other of named) {
    if (other.personId === personId && overlapOf(other.figure, figure) > mostShared) return true;
  }
  return false;
}

function areNear(a: Interval, b: Interval): boolean {
  return a.start - b.end <= sceneSeconds && b.start - a.end <= sceneSeconds;
}
