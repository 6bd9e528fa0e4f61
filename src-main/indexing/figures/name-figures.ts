import { overlapOf, type Interval } from '../../domain/interval.ts';
import { dot } from '../../domain/vector.ts';
import type { PersonTemplate } from '../../store/people-table.ts';
import type { IdentityRules } from '../identify.ts';
import { clothesEvidenceOf, type ClothesEvidence } from './clothes-evidence.ts';
import { faceEvidence, type PersonFaces } from './face-evidence.ts';
import type { Figure, FigureFace } from './figure.ts';
import { placeEvidence } from './place-evidence.ts';

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
/** Probability from which a figure is given a name, and from which it hands the name on. */
const enough = 0.55;
const enoughToCarry = 0.7;
/** A name goes from figure to figure at most so often. */
const rounds = 3;

/**
 * Note: how a name is carried
 * A face that is known names its figure. A figure whose face is turned away, small or not seen at all may still be known:
 * by what of its face can be read, by its clothes, and by its place where the camera stands where it stood before; and
 * it is nobody who is seen elsewhere at that time. Each says something for or against each person in nats, learned or
 * calibrated, and their sum against that of a stranger is the probability. The surest are named first, and then
 * stand in the way of others and hand their names on. Whoever is not more likely than that stays unnamed. Strangers whose
 * faces were grouped are somebody too: they stand in the way as well, so that nobody is taken for the only one who is known.
 *
 * @param figures of one film, sorted by start; strangers have numbers below 0
 */
export function nameFigures(
  figures: readonly Figure[],
  templates: readonly PersonTemplate[],
  rules: IdentityRules,
): NamedFigure[] {
  const named = new Map<Figure, NamedFigure>();
  for (const figure of figures) {
    const own = byOwnFace(figure);
    if (own) named.set(figure, own);
  }
  if (named.size === 0) return [];
  const people = peopleOf(figures, templates);
  const clothes = clothesEvidenceOf(
    figures,
    (figure) => named.get(figure)?.personId ?? null,
    (a, b) => areNear(a, b),
  );
  const faces = new Map(
    figures
      .filter((figure) => !named.has(figure))
      .map((figure) => [figure, facesEvidence(figure, people, rules)]),
  );
  const open = figures.filter((figure) => !named.has(figure) && !figure.faces.some(({ ignored }) => ignored));
  for (let round = 0; round < rounds; round++) {
    const claims = open
      .filter((figure) => !named.has(figure))
      .flatMap((figure) => claimsOf(figure, [...named.values()], people, faces.get(figure)!, clothes))
      .filter(({ probability }) => probability >= enough)
      .toSorted((a, b) => b.probability - a.probability);
    let isNew = false;
    for (const claim of claims) {
      if (named.has(claim.figure) || isTaken(claim, named.values())) continue;
      named.set(claim.figure, claim);
      isNew = true;
    }
    if (!isNew) break;
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

/** What is known of everybody's faces. */
function peopleOf(figures: readonly Figure[], templates: readonly PersonTemplate[]): PersonFaces[] {
  const tracks = Map.groupBy(
    figures.flatMap(({ faces }) => faces).filter(({ identity }) => identity !== null),
    ({ identity }) => identity!.personId,
  );
  const enrolled = Map.groupBy(templates, ({ personId }) => personId);
  return [...new Set([...tracks.keys(), ...enrolled.keys()])].map((personId) => ({
    personId,
    templates: (enrolled.get(personId) ?? []).map(({ embedding }) => embedding),
    tracks: bestOf(tracks.get(personId) ?? []).map(({ embedding }) => embedding),
  }));
}

/** More looks of one person say hardly more. */
const mostTracks = 12;

function bestOf(faces: readonly FigureFace[]): FigureFace[] {
  return faces.toSorted((a, b) => b.quality - a.quality).slice(0, mostTracks);
}

/** What the faces of a figure say for each person together: the clearest of them. */
function facesEvidence(
  { faces }: Figure,
  people: readonly PersonFaces[],
  rules: IdentityRules,
): ReadonlyMap<number, number> {
  const clearest = faces.toSorted((a, b) => b.quality - a.quality)[0];
  return clearest ? faceEvidence(clearest, people, rules) : new Map();
}

/** Whom a figure may show, and how likely, given who is named already. */
function claimsOf(
  figure: Figure,
  named: readonly NamedFigure[],
  people: readonly PersonFaces[],
  face: ReadonlyMap<number, number>,
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
    const prior = carriers.has(personId) ? inScene : elsewhere;
    claims.push({
      personId,
      trackId,
      evidence: prior + (face.get(personId) ?? 0) + (carried?.evidence ?? 0),
    });
  }
  // A stranger's evidence is 0.
  const total = claims.reduce((sum, { evidence }) => sum + Math.exp(evidence), 1);
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
