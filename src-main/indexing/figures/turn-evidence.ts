import { isCutOff, type Figure } from './figure.ts';

// Note: who stands with the back to the camera
// A conversation is mostly cut to and fro: one face over the other's shoulder, then the other face. So whoever is seen from
// behind at the edge of a shot in which somebody else speaks to the camera is likely the one whose face fills the shots
// before and after it.

/** Whoever stands so near to the camera is at least so high, and as low as this, as shares of the picture. */
const leastHeight = 0.5;
const leastBottom = 0.97;
/** In nats, where the shots on both sides show the face, and where one does. */
const onBothSides = 4;
const onOneSide = 1;

/** Whom faces show in each shot. */
export type FacesOfShots = ReadonlyMap<number, ReadonlySet<number>>;

/**
 * What the shots around a figure's say for its being each person, in nats: see the note. Nobody where the figure has a face,
 * is not cut off by the picture's side, or has nobody opposite whose face is known.
 *
 * @param faces whom the faces of each shot show; strangers have numbers below 0
 */
export function turnEvidence(figure: Figure, faces: FacesOfShots): ReadonlyMap<number, number> {
  const opposite = faces.get(figure.shot);
  if (!opposite || opposite.size !== 1 || !isShoulder(figure)) return new Map();
  const [partner] = opposite;
  const seen = [figure.shot - 1, figure.shot + 1].flatMap((shot) => {
    const own = faces.get(shot);
    return own && own.size === 1 && !own.has(partner!) ? [...own] : [];
  });
  return new Map(
    [...Map.groupBy(seen, (personId) => personId)].map(([personId, shots]) => [
      personId,
      shots.length > 1 ? onBothSides : onOneSide,
    ]),
  );
}

function isShoulder({ body, faces }: Figure): boolean {
  if (!body || faces.length > 0) return false;
  const largest = body.samples.reduce((a, b) => (b.box.height > a.box.height ? b : a)).box;
  return isCutOff(largest) && largest.height >= leastHeight && largest.y + largest.height >= leastBottom;
}
