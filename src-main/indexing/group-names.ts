import { dot, normalised } from '../domain/vector.ts';
import type { Identity } from '../store/face-table.ts';
import type { PersonTemplate } from '../store/people-table.ts';
import { areTogether, type FaceMarks, type FaceNode } from './grouping/face-node.ts';
import { thresholdFor, type IdentityRules } from './identify.ts';

/** A group that a person's name is given to. */
interface Claim {
  readonly group: FaceNode;
  readonly personId: number;
  /** Mean cosine of the group's tracks to the nearest enrolled picture. */
  readonly similarity: number;
  /** Whether the user said so. */
  readonly decided: boolean;
}

/**
 * How much less like the person than their surest group another group of the same film, or of another film, may be, as
 * shares of what lies above the threshold.
 */
const laggingInFilm = 0.25;
const laggingAcross = 0.35;
/** The same across films, as a share of how unlike one person's own faces are in them: see the second note. */
const laggingOfSpread = 0.6;

/**
 * Note: a name is carried by a group
 * One track may look like an enrolled person by chance, of the light or of the pose; all of one person's tracks on average
 * hardly do. So grouped tracks are named together or not at all: by what the user decided, or else by the group's
 * likeness to the enrolled pictures. And groups are apart because they look like different people: where one of them is
 * much liker to the pictures, it is the person, and the other a look-alike who was not enrolled.
 *
 * Note: how unlike one person's own faces are
 * A library holds many strangers, and the likest of them is very like. In real films one person's faces are 0.83 alike and
 * less across films, in drawn ones 0.95: what is little behind in the first is far behind in the second. What tells which
 * it is are the person's surest group and the claiming one: how alike the faces of each are, and how like the surest is to
 * the enrolled pictures. On drawn films with seeds 1 to 8 the likest strangers of other films lay behind by 0.8 of that
 * spread and more, but for one who was seen once.
 */
export function nameGroups(
  identities: readonly Identity[],
  groups: readonly FaceNode[],
  marks: ReadonlyMap<number, FaceMarks>,
  templates: readonly PersonTemplate[],
  rules: IdentityRules,
): Identity[] {
  const gallery = templates.map((template) => ({ ...template, embedding: normalised(template.embedding) }));
  const claims = groups.map((group) => claimOf(group, gallery, rules)).filter((claim) => claim !== null);
  const own = new Map(identities.map((identity) => [identity.trackId, identity]));
  const named = [...Map.groupBy(claims, ({ personId }) => personId).values()].flatMap((rivals) =>
    withoutLookAlikes(rivals, 1 - rules.threshold).flatMap((claim) => identitiesOf(claim, own, marks, rules)),
  );
  const grouped = new Set(groups.flatMap(({ trackIds }) => trackIds));
  const others = identities.filter(
    ({ trackId, personId }) => !grouped.has(trackId) && marks.get(trackId)?.not.has(personId) !== true,
  );
  return [...named, ...others].toSorted((a, b) => a.trackId - b.trackId);
}

function claimOf(group: FaceNode, gallery: readonly PersonTemplate[], rules: IdentityRules): Claim | null {
  const { person, not, ignored } = group.marks;
  if (ignored) return null;
  let best: Claim | null = null;
  for (const { personId, embedding } of gallery) {
    if (not.has(personId) || (person !== null && person !== personId)) continue;
    const similarity = dot(group.sum, embedding) / group.weight;
    if (!best || similarity > best.similarity)
      best = { group, personId, similarity, decided: person !== null };
  }
  if (person !== null) return best ?? { group, personId: person, similarity: 1, decided: true };
  return best && best.similarity >= thresholdFor(best.personId, [...group.seen.keys()], rules) ? best : null;
}

/** One person's claims without those of groups that are seen beside a likelier one, or are much less like the person. */
function withoutLookAlikes(claims: readonly Claim[], above: number): Claim[] {
  const kept: Claim[] = [];
  const ordered = claims.toSorted(
    (a, b) => Number(b.decided) - Number(a.decided) || b.similarity - a.similarity,
  );
  for (const claim of ordered) {
    const isRefused = kept.some((sure) => {
      if (areTogether(sure.group, claim.group)) return true;
      return claim.similarity < sure.similarity - mostLag(sure, claim, above);
    });
    if (claim.decided || !isRefused) kept.push(claim);
  }
  return kept;
}

/** How much less like the person a claim may be than a surer one. */
function mostLag(sure: Claim, claim: Claim, above: number): number {
  if (sharesFilm(sure.group, claim.group)) return laggingInFilm * above;
  const likenesses = [sure.similarity, sure.group.cohesion, claim.group.cohesion].filter(
    (one) => one !== null,
  );
  const spread = 1 - Math.min(...likenesses);
  return Math.min(laggingAcross * above, laggingOfSpread * spread);
}

function sharesFilm(a: FaceNode, b: FaceNode): boolean {
  return [...a.seen.keys()].some((videoId) => b.seen.has(videoId));
}

function identitiesOf(
  { group, personId, similarity }: Claim,
  own: ReadonlyMap<number, Identity>,
  marks: ReadonlyMap<number, FaceMarks>,
  { confidenceOf }: IdentityRules,
): Identity[] {
  return group.trackIds.map((trackId) => {
    const alone = own.get(trackId);
    const best = Math.max(similarity, alone?.personId === personId ? alone.similarity : -1);
    const isDecided = marks.get(trackId)?.person === personId;
    return { trackId, personId, similarity: best, confidence: isDecided ? 1 : confidenceOf(best) };
  });
}
